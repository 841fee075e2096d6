"""What becomes of a photo between a telephone and a resident's screen."""

from io import BytesIO
from pathlib import Path

import pillow_heif
import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template import Context, Template
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageCms
from PIL.ExifTags import IFD
from wagtail.images.forms import get_image_form

from content import generation, jobs, photos
from content.models import TownImage
from tests.journeys import photo

PHONE_BUDGET = 120_000
SIDEWAYS = 6  # EXIF: turn by a quarter of a turn to see it


def file_of(picture: Image.Image, kind: str, name: str, **options: object) -> ContentFile[bytes]:
    out = BytesIO()
    picture.save(out, kind, **options)
    return ContentFile(out.getvalue(), name=name)


def small(colour: str = "#3f7a45", size: tuple[int, int] = (60, 40)) -> Image.Image:
    return Image.new("RGB", size, colour)


def opened(kept: ContentFile[bytes]) -> Image.Image:
    return Image.open(BytesIO(kept.read()))


def town_image(file: ContentFile[bytes], **values: object) -> TownImage:
    return TownImage(title="Le platane", file=file, **{"alternative": "Un platane.", "credit": "Mairie", **values})


def particulars(orientation: int) -> Image.Exif:
    exif = photo.particulars()
    exif[photo.Base.Orientation] = orientation
    return exif


def test_nobody_learns_where_the_photographer_lives() -> None:
    taken = file_of(small(), "JPEG", "IMG_2041.JPG", exif=particulars(1), comment=b"chez Odile", xmp=b"<x>Odile</x>")
    assert b"Odile" in taken.read() and Image.open(taken).getexif().get_ifd(IFD.GPSInfo)
    kept = photos.developed(taken)
    assert not opened(kept).getexif()
    kept.seek(0)
    assert not any(word in kept.read() for word in (b"Odile", b"Exif", b"Telephone", b"GPS"))
    assert kept.name == "IMG_2041.jpg"


def test_a_photo_taken_sideways_stands_upright() -> None:
    kept = photos.developed(file_of(small(size=(60, 40)), "JPEG", "a.jpg", exif=particulars(SIDEWAYS)))
    assert opened(kept).size == (40, 60)


def test_an_iphone_sends_what_it_takes() -> None:
    pillow_heif.register_heif_opener()
    kept = photos.developed(file_of(small(), "HEIF", "IMG_0001.HEIC"))
    assert (opened(kept).format, kept.name) == ("JPEG", "IMG_0001.jpg")


@pytest.mark.parametrize(
    ("mode", "kind"), [("RGBA", "PNG"), ("LA", "PNG"), ("RGB", "JPEG"), ("L", "JPEG"), ("1", "JPEG")]
)
def test_only_what_is_seen_through_stays_a_png(mode: str, kind: str) -> None:
    assert opened(photos.developed(file_of(small().convert(mode), "PNG", "blason.png"))).format == kind


def test_a_drawing_with_a_transparent_colour_keeps_it() -> None:
    drawing = small().convert("P")
    assert opened(photos.developed(file_of(drawing, "PNG", "a.png", transparency=0))).mode == "RGBA"


def test_the_colours_of_a_wide_screen_are_brought_to_everyone() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    for icc in (profile, ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes(), b"rien de bon"):
        kept = opened(photos.developed(file_of(small(), "JPEG", "a.jpg", icc_profile=icc)))
        assert "icc_profile" not in kept.info


def test_nothing_wider_than_a_screen_is_kept() -> None:
    assert opened(photos.developed(file_of(small(size=(4000, 100)), "PNG", "a.png"))).width == photos.LONGEST_SIDE


@given(st.binary(max_size=400), st.integers(0, 300))
def test_what_is_no_picture_is_refused_in_one_way(noise: bytes, cut: int) -> None:
    whole = file_of(small(), "JPEG", "a.jpg").read()
    for received in (noise, whole[:cut], whole[:cut] + noise):
        try:
            photos.developed(ContentFile(received, name="a.jpg"))
        except photos.Unreadable:
            continue


@pytest.mark.parametrize(("width", "widest"), [(200, 400), (400, 400), (1000, 800), (3200, 1600)])
def test_a_photo_is_never_offered_wider_than_it_is(width: int, widest: int) -> None:
    offered = photos.sizes(width)
    assert offered.avif[-1] == f"width-{widest}|format-avif" and len(offered.avif) == len(offered.webp)


@pytest.mark.parametrize(("position", "tenth"), [(0, 0), (149, 1), (500, 5), (1000, 10), (1200, 10)])
def test_a_focal_point_is_told_in_tenths(position: int, tenth: int) -> None:
    assert photos.tenth(position, 1000) == tenth


@pytest.mark.django_db
class TestKept:
    def test_the_original_itself_is_silent_by_whatever_door_it_came(self) -> None:
        saved = town_image(file_of(small(), "JPEG", "a.jpg", exif=particulars(SIDEWAYS)))
        saved.save()
        assert (saved.width, saved.height) == (40, 60)
        # Wagtail's page for several photos at once writes the file itself.
        beside = town_image(file_of(small(), "JPEG", "b.jpg"))
        beside.file.save("b.jpg", file_of(small(), "JPEG", "b.jpg", exif=particulars(SIDEWAYS)), save=False)
        beside.save()
        for image in (saved, beside):
            with image.open_file() as file:
                assert not Image.open(file).getexif()
        assert saved.file_size == saved.file.size and saved.file_hash

    def test_a_damaged_photo_is_refused_with_a_sentence(self) -> None:
        whole = file_of(Image.effect_noise((400, 300), 90), "JPEG", "a.jpg").read()
        image = town_image(file_of(small(), "JPEG", "a.jpg"))
        image.file.file = ContentFile(whole[:2000], name="a.jpg")
        with pytest.raises(ValidationError, match="jusqu’au bout"):
            image.full_clean()

    def test_a_photo_that_nobody_signs_is_refused(self) -> None:
        with pytest.raises(ValidationError) as refusal:
            town_image(file_of(small(), "JPEG", "a.jpg"), credit=" ").full_clean()
        assert set(refusal.value.message_dict) == {"credit"}
        town_image(file_of(small(), "JPEG", "a.jpg"), credit="", alternative="", is_decorative=True).full_clean()

    @pytest.mark.parametrize(
        ("size", "said"), [((50_001, 1000), "50 millions de points"), ((16_000, 16_000), "179 millions")]
    )
    def test_a_bomb_is_refused_before_it_is_unpacked(
        self, size: tuple[int, int], said: str, admin_user: object
    ) -> None:
        """Less than a hundred kilobytes, and a thousand times that in memory."""
        form = self.form(file_of(Image.new("1", size), "PNG", "bombe.png"), admin_user)
        assert said in form.errors["file"][0]

    @pytest.mark.parametrize("cut", [0, 3, 200, 2000])
    def test_a_file_cut_short_is_refused_by_the_form(self, cut: int, admin_user: object) -> None:
        whole = file_of(Image.effect_noise((400, 300), 90), "JPEG", "a.jpg").read()
        assert len(self.form(ContentFile(whole[:cut], name="a.jpg"), admin_user).errors["file"]) == 1

    def form(self, sent: ContentFile[bytes], user: object) -> object:
        words = {"title": "Le platane", "alternative": "Un platane.", "credit": "Mairie", "collection": "1", "tags": ""}
        upload = SimpleUploadedFile(sent.name or "", sent.read())
        return get_image_form(TownImage)(words, {"file": upload}, user=user)

    def test_the_form_of_the_desk_takes_the_photo_of_an_iphone(self, admin_user: object) -> None:
        pillow_heif.register_heif_opener()
        form = self.form(file_of(small(), "HEIF", "IMG_1.heic"), admin_user)
        assert form.is_valid(), form.errors
        assert form.save().file.name.endswith(".jpg")


@pytest.mark.django_db
class TestShown:
    def shown(self, image: TownImage) -> str:
        return Template("{% load tambour %}{% picture image %}").render(Context({"image": image}))

    def image(self, size: tuple[int, int] = (900, 600), **values: object) -> TownImage:
        image = town_image(file_of(small(size=size), "JPEG", "a.jpg"), **values)
        image.save()
        return image

    def test_the_first_resident_waits_for_one_size_at_most(self) -> None:
        image = self.image()
        page = self.shown(image)
        assert "<source" not in page and 'width="800" height="533"' in page
        assert image.renditions.count() == 1

    def test_the_worker_makes_the_others_and_pages_follow(self) -> None:
        image = self.image()
        before = generation.current()
        assert jobs.oldest_photo(timezone.now()) == image.created_at
        assert jobs.prepare_photos(timezone.now()) == 1
        assert jobs.prepare_photos(timezone.now()) == 0 and jobs.oldest_photo(timezone.now()) is None
        made = set(image.renditions.values_list("filter_spec", flat=True))
        assert made == set(photos.sizes(900).every)
        image = TownImage.objects.get(pk=image.pk)
        page = self.shown(image)
        assert page.index("image/avif") < page.index("image/webp") < page.index("<img")
        assert page.count("800w") == 2 and "1200w" not in page
        assert generation.current() > before or generation.connection.in_atomic_block

    def test_a_file_that_is_gone_leaves_the_page_standing(self) -> None:
        image = self.image()
        image.file.storage.delete(image.file.name)
        assert self.shown(image).strip() == ""
        assert jobs.prepare_photos(timezone.now()) == 1

    def test_what_the_editor_marked_stays_in_sight(self) -> None:
        assert "focus-" not in self.shown(self.image())
        marked = self.image(focal_point_x=90, focal_point_y=420, focal_point_width=10, focal_point_height=10)
        assert 'class="focus-x-1 focus-y-7"' in self.shown(marked)

    def test_another_focal_point_has_the_card_cut_again(self) -> None:
        image = self.image()
        jobs.prepare_photos(timezone.now())
        image.focal_point_x, image.focal_point_y, image.focal_point_width, image.focal_point_height = 90, 90, 20, 20
        image.save()
        assert jobs.prepare_photos(timezone.now()) == 1
        assert image.renditions.filter(filter_spec=photos.sizes(900).card).count() == 2

    @pytest.mark.slow
    def test_twelve_megapixels_reach_a_telephone_in_120_kilobytes(self, tmp_path: Path) -> None:
        taken = photo.take(tmp_path / "photo.jpg")
        image = town_image(ContentFile(taken.read_bytes(), name="photo.jpg"))
        image.save()
        image.prepare()
        for spec in ("width-1200|format-avif", "width-800|format-webp", "width-800|format-jpeg"):
            rendition = image.renditions.get(filter_spec=spec)
            assert rendition.file.size < PHONE_BUDGET
            with rendition.file.open() as file, Image.open(file) as picture:
                assert not picture.getexif() and picture.width > picture.height
