"""Workbooks with a password, through msoffcrypto-tool, an extra: xlsx and its kin in OLE, and BIFF with FILEPASS."""

import io

from minsheng_funds.reading.sheets import Unusable


def decrypted(content: bytes, password: str) -> bytes:
    """The workbook inside. Raises `Unusable` without a password, without the library, or with a wrong one."""
    if not password:
        raise Unusable("password", "")
    try:
        import msoffcrypto
        from msoffcrypto.exceptions import InvalidKeyError
    except ImportError:
        raise Unusable("password-library", "") from None
    opened = io.BytesIO()
    try:
        file = msoffcrypto.OfficeFile(io.BytesIO(content))
        file.load_key(password=password)
        file.decrypt(opened)
    except InvalidKeyError:
        raise Unusable("password-wrong", "") from None
    except Exception as error:  # it meets bytes of every make
        raise Unusable("broken", f"{type(error).__name__}: {error}"[:200]) from None
    return opened.getvalue()
