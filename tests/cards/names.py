"""Names in many scripts, each with the font file and face in which Debian's fonts set it in bold."""

from pathlib import Path

from attrs import frozen

TRUETYPE = Path("/usr/share/fonts/truetype/noto")
CJK = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc")
JAPAN, KOREA, CHINA = 0, 1, 2  # faces in the collection


@frozen
class Name:
    """A name, and where its face is; None where ours sets it."""

    script: str
    text: str
    file: Path | None
    index: int = 0


def noto(script: str) -> Path:
    """The file of a script's bold face."""
    return TRUETYPE / f"NotoSans{script}-Bold.ttf"


def _noto(script: str, text: str) -> Name:
    return Name(script, text, noto(script))


NAMES = (
    Name("Latin", "Zoë Fernández-Villanueva", None),
    Name("Greek", "Ελένη Παπαδοπούλου", None),
    Name("Cyrillic", "Юлия Щукина", None),
    _noto("Arabic", "محمد عبد الرحمن الخطيب"),
    _noto("Hebrew", "שירה בן־דוד"),
    _noto("Devanagari", "अनुष्का श्रीवास्तव"),
    _noto("Bengali", "শ্রীজাতা বন্দ্যোপাধ্যায়"),
    _noto("Tamil", "கிருஷ்ணமூர்த்தி செல்வி"),
    _noto("Sinhala", "නිමල් ශ්‍රී"),
    _noto("Thai", "ณัฐพงศ์ ศรีสุวรรณ"),
    _noto("Khmer", "សុខ វណ្ណារិទ្ធ"),
    _noto("Myanmar", "မောင်မောင်"),
    _noto("Georgian", "ნინო ბერიძე"),
    _noto("Armenian", "Անահիտ Հարությունյան"),
    _noto("Ethiopic", "ሰላማዊት ተክለሃይማኖት"),
    Name("Chinese", "王小明", CJK, CHINA),
    Name("Japanese", "佐藤 さくら", CJK, JAPAN),
    Name("Korean", "김민준", CJK, KOREA),
)
LONGEST = (
    "Janice Keihanaikukauakahihuliheekahaunaele",  # Hawaiian
    "Herath Mudiyanselage Don Chandrasekara Wickramasinghe Bandara",  # Sri Lankan, with the house's name
    "María de los Ángeles Fernández-Villanueva Rodríguez de la Fuente",
    "Pedro de Alcântara João Carlos Leopoldo Salvador de Orleans e Bragança",
    "ธนวัฒน์ชัยพงศ์ วงศ์สุวรรณประเสริฐกุลชัย",
    "عبد الرحمن محمد بن عبد الله بن عبد العزيز آل الشيخ",
    "Sophie-Charlotte Leutheusser-Schnarrenberger",
    "Anna-Maria van der Westhuizen-Grootenboer",
    "Llywelyn Gruffydd ap Rhydderch-Llanfairpwllgwyngyll",
    "வெங்கடசுப்பிரமணியன் மீனாட்சிசுந்தரம்",
)
"""As long as names are in the scripts and countries that they come from."""
