"""The extractor's rules in words: why it took some printed words for something."""

from django.utils.translation import gettext_lazy as _

# A rule that is not among them is shown by its name.
RULES = {
    # what is no body
    "advert": _("advertisement"),
    "caption": _("caption"),
    "comment-form": _("comment form"),
    "copyright": _("copyright line"),
    "counter": _("counter"),
    "embed": _("place of an embedded video or post"),
    "host-line": _("name of the site where it was found"),
    "mark": _("mark of the page"),
    "navigation": _("navigation"),
    "page-mark": _("page number"),
    "promo": _("promotion"),
    "related": _("another article’s headline"),
    "repeated-paragraph": _("repeated paragraph"),
    "number": _("number"),
    "repeated-title": _("repeated headline"),
    "repeated-part": _("repeated part"),
    "sidebar": _("side column"),
    "signature": _("signature"),
    "social": _("sharing buttons"),
    "stray-headline": _("another article’s headline"),
    "tags": _("tags"),
    "url": _("address of a page"),
    "video": _("place of a video"),
    # who published
    "dateline-outlet": _("named in the dateline"),
    "copyright-outlet": _("named in the copyright line"),
    "house-mark": _("the house’s own mark"),
    "promo-outlet": _("named in a promotion"),
    "self-reference": _("the text speaks of itself as this outlet’s"),
    "signature-outlet": _("named in the signature"),
    "byline-outlet": _("named in the byline"),
    # when
    "attributed-day": _("the day on which a source spoke"),
    "bracketed-day": _("a day in brackets"),
    "day-of-event": _("the day on which something happened"),
    "scene-day": _("the day on which the reporter was there"),
    "printed-day": _("the day printed on the page"),
    "today-named": _("the text calls it today"),
    "date-stamp": _("the printed stamp"),
    "dateline-day": _("the day in the dateline"),
    "day-with-year-inferred": _("a day printed without its year"),
    "today-day": _("the text calls it today"),
    "weekday-day": _("a weekday with its day"),
    # by whom, resting on whom
    "below-signature": _("below the signature"),
    "byline": _("byline"),
    "byline-author": _("line that names the author"),
    "byline-editor": _("line that names the editor"),
    "byline-reporter": _("line that names the reporter"),
    "caption-credit": _("credit in a caption"),
    "cited": _("named as a source in the text"),
    "dateline": _("dateline"),
    "dateline-agency": _("named in the dateline"),
    "dateline-name": _("name in the dateline"),
    "sumber-glued": _("words that name the source"),
    "republished": _("the text says that it appeared there first"),
    "signature-initials": _("initials in the signature"),
    "signature-wire": _("agency in the signature"),
    "sumber-line": _("line that names the source"),
    # under which headline
    "headline": _("headline"),
    "headline-line": _("line above the text"),
    "contents": _("table of contents"),
    "linked-headline": _("headline in a link"),
    "printed-headline": _("headline at the top of the page"),
    "related-glued": _("headline after “Baca juga” within a line"),
    "related-label": _("headline after “Baca juga”"),
    "related-list": _("list of other headlines"),
    "tail-headline": _("headline below the text"),
}

# Rules of saved pages, by how they begin: the page's own words about itself.
METADATA = {
    "json-ld-": _("the page’s JSON-LD, %(name)s"),
    "meta-": _("the page’s metadata, %(name)s"),
    "link-": _("the page’s link, %(name)s"),
}
