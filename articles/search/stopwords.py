"""Words too common to look for by themselves, as terms.

Indonesian function words and a few English ones, by hand; the frequent words that
carry meaning in news ("presiden", "tahun") are not among them.
"""

from articles.search.analyze import analyze

_WORDS = """
ada adalah agar akan antara apa atas atau bagi bahwa banyak beberapa belum bisa bukan
dalam dan dapat dari dengan di dia hanya harus hingga ia ini itu jadi jika juga kami
karena ke kepada ketika kita lagi lain lalu lebih maka masih mereka namun oleh pada para
pernah saat saja salah saya sebagai sebab sebelum secara sedang sehingga sejak selain
seluruh semua seperti serta setelah setiap sudah tanpa tapi telah tentang terhadap
tersebut tetapi tidak untuk yaitu yakni yang
a an and are as at be by for from in is it of on or that the to was were with
"""

STOPWORDS = frozenset(analyze(_WORDS))
