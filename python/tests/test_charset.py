"""Text in old charsets: reading, writing, guessing."""

import bongsen
import pytest


def test_bytes_and_misread_text():
    read = bongsen.decode(b"Vi\xd6t Nam", "tcvn3")
    assert (read.text, read.charset, read.confidence, read.undecodable) == ("Việt Nam", "tcvn3", 1.0, 0)
    assert read.to_original(0, 4) == (0, 4)
    read = bongsen.decode("Vieät Nam", "vni")
    assert read.text == "Việt Nam"
    assert read.to_original(0, 4) == (0, 5)
    assert "Vieät Nam"[slice(*read.to_original(5, 8))] == "Nam"
    assert repr(read) == "<Decoded vni 1.00 'Việt Nam'>"
    read = bongsen.decode("Tiáº¿ng Viá»‡t", "mojibake")
    assert (read.text, read.to_original(6, 10)) == ("Tiếng Việt", (8, 14))


def test_what_is_written_comes_back():
    for charset in ["tcvn3", "vps", "bkhcm1", "vni", "viscii", "viqr", "cp1258", "bkhcm2", "vietwarex", "utf8"]:
        text = "Đồng chí Bí thư, Ấn Độ?"
        assert bongsen.decode(bongsen.encode(text, charset), charset).text == text


def test_errors_say_what_and_where():
    with pytest.raises(bongsen.CharsetError, match=r"character 4: 'Ấ'.*would come back from vietwaref as 'ấ'"):
        bongsen.encode("ông Ấn", "vietwaref")
    with pytest.raises(bongsen.CharsetError, match="not sure what charset"):
        bongsen.decode(b"\xff\xfe\x00 \xef")
    with pytest.raises(ValueError, match="is no charset"):
        bongsen.decode(b"", "ebcdic")
    with pytest.raises(ValueError, match="telex and vni"):
        bongsen.keystrokes("a", "abc")
    with pytest.raises(TypeError, match="bytes or str, not int"):
        bongsen.decode(5)
    with pytest.raises(ValueError, match="no stretch of the text"):
        bongsen.decode(b"a", "vni").to_original(0, 2)


def test_guesses():
    assert bongsen.detect("Nhân dân".encode())[0][0] == "utf8"
    guesses = bongsen.detect(bongsen.encode("nhân dân xã tháp mười họp bàn về lúa", "viscii"))
    assert guesses[0][0] == "viscii"
    assert guesses[0][1] > 0.5


def test_keystrokes_lead_back():
    typed = bongsen.keystrokes("Tie61ng Vie65t 🪷 d9u7o7ng2", "vni")
    assert str(typed) == typed.text == "Tiếng Việt 🪷 đường"
    assert (typed.charset, typed.confidence, typed.undecodable) == ("vni-keys", 1.0, 0)
    assert (typed.to_original(6, 10), typed.to_original(13, 18)) == ((8, 14), (17, 26))
    assert repr(bongsen.keystrokes("as", "telex")) == "<Decoded telex 1.00 'á'>"


def test_capital_fonts_and_lost_bytes():
    assert bongsen.decode(b"L\xb8", "tcvn3-capitals").text == "LÁ"
    for charset in ["tcvn3", "vietwaref", "bkhcm1"]:
        font = f"{charset}-capitals"
        assert str(bongsen.decode(bongsen.encode("LỴ, Ấ", font), font)) == "LỴ, Ấ"
    read = bongsen.decode("lÃ m viá»‡c", "mojibake")
    assert (read.text, read.to_original(0, 3)) == ("làm việc", (0, 4))
