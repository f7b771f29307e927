"""A made-up name for every script that a school's roster is likely to hold."""

from kiosk.plans.student import Student, StudentId

_NAMES = (
    ("Zoë", "Nuñez"), ("Nguyễn", "Thị Ánh"), ("Łukasz", "Święcki"), ("Kūʻahu", "Kekoa"), ("Ελένη", "Παππά"),
    ("Юлія", "Коваль"), ("Նարե", "Սարգսյան"), ("ნინო", "ბერიძე"), ("נועה", "לוי"), ("ليلى", "حداد"),
    ("ሰላም", "ተስፋዬ"), ("आरव", "शर्मा"), ("মীরা", "দাস"), ("நிலா", "குமார்"), ("ปิติ", "สุขใจ"), ("សុភា", "ចាន់"),
    ("ᎠᏂ", "ᏩᏯ"), ("美玲", "王"), ("さくら", "田中"), ("민준", "김"),
)  # fmt: skip

IN_EVERY_SCRIPT = tuple(
    Student(StudentId(f"2{place:04}"), given, family, "4", "09")
    for place, (given, family) in enumerate(_NAMES)
)
