"""The desk where it asks for a code besides the password: `SECOND_FACTOR`."""

from django import forms
from django.contrib.auth.models import User
from django.utils.translation import gettext_lazy as _
from django_otp import devices_for_user
from django_otp.admin import OTPAdminAuthenticationForm, OTPAdminSite
from django_otp.models import Device


class CodeForm(OTPAdminAuthenticationForm):  # type: ignore[misc]
    """Asks for the code of the one app that `manage.py second_factor` gave a key."""

    otp_token = forms.CharField(
        label=_("Code"),
        required=False,  # so that the message is ours
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}
        ),
    )
    otp_error_messages = OTPAdminAuthenticationForm.otp_error_messages | {
        "token_required": _("Enter the code that your app shows now."),
        "invalid_token": _("That is not the code: wait for the next one in your app."),
        "device_required": _(
            "There is no key for your app yet: whoever runs the archive makes one."
        ),
    }

    def _chosen_device(self, user: User) -> Device | None:
        return next(devices_for_user(user, for_verify=True), None)


class CodeSite(OTPAdminSite):  # type: ignore[misc]
    login_form = CodeForm
    login_template = "admin/login_with_code.html"
