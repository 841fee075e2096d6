"""The drawn parts of a poster, as SVG text: the code to photograph, the wolf's teeth. Pure: a colour in, a drawing out."""

import io

import segno

TEETH = 21


def qr(address: str, ink: str) -> str:
    """The QR code of an address, with its quiet zone of four modules (ISO/IEC 18004 §5.3.8)."""
    out = io.BytesIO()
    code = segno.make(address, error="m", micro=False)
    code.save(out, kind="svg", dark=ink, light="#ffffff", border=4, xmldecl=False, svgclass=None, lineclass=None,
              omitsize=True)  # fmt: skip
    return out.getvalue().decode().strip()


def teeth_down(ink: str) -> str:
    """A band 210 mm wide, its teeth pointing down: 1.2 mm of band, 3.8 mm of teeth."""
    unit = 210 / TEETH
    teeth = "".join(f"M{n * unit:g} 1.2L{(n + 0.5) * unit:g} 5L{(n + 1) * unit:g} 1.2Z" for n in range(TEETH))
    return _band(5, f"M0 0H210V1.25H0Z{teeth}", ink)


def teeth_up(ink: str) -> str:
    """The same at the foot of a sheet, its teeth pointing up."""
    unit = 210 / TEETH
    teeth = "".join(f"L{(n + 0.5) * unit:g} 0L{(n + 1) * unit:g} 4.5" for n in range(TEETH))
    return _band(7, f"M0 7V4.5{teeth}V7Z", ink)


def _band(height: float, path: str, ink: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="210mm" height="{height:g}mm" viewBox="0 0 210 {height:g}" '
        f'preserveAspectRatio="none"><path fill="{ink}" d="{path}"/></svg>'
    )
