//! Keystrokes that no input method turned into letters: `Tieengs Vieejt` (Telex), `Tie61ng Vie65t` (VNI).

use std::fmt;
use std::str::FromStr;

use unicode_normalization::UnicodeNormalization;

use crate::normalize::ToneStyle;
use crate::span::{Edit, OffsetMap, Span};
use crate::syllable::{Syllable, place};

/// A way of typing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Method {
    /// Letters: `aa`, `aw`, `dd`, `w`; tones s f r x j.
    Telex,
    /// Digits: 6 hat, 7 horn, 8 breve, 9 đ; tones 1 to 5.
    Vni,
}

/// A word that names no way of typing.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no way of typing: they are telex and vni")]
pub struct UnknownMethod(String);

impl FromStr for Method {
    type Err = UnknownMethod;

    fn from_str(word: &str) -> Result<Self, UnknownMethod> {
        match word {
            "telex" => Ok(Self::Telex),
            "vni" => Ok(Self::Vni),
            _ => Err(UnknownMethod(word.chars().take(40).collect())),
        }
    }
}

impl fmt::Display for Method {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if *self == Self::Telex { "telex" } else { "vni" })
    }
}

/// A text made of keystrokes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Typed {
    /// The text.
    pub text: String,
    /// From the text to the keystrokes and back.
    pub map: OffsetMap,
}

/// Makes letters of keystrokes. A word is changed only where a possible syllable comes of it, so most foreign words stay
/// (`the`, `Windows`; not `is`, `has`), and so do addresses of the web. Marks of tone are put in the old style (`hòa`);
/// [`restyle`](crate::normalize::restyle) moves them.
///
/// ```
/// use bongsen::charset::{Method, keystrokes};
/// assert_eq!(keystrokes("Tieengs Vieejt, dduwowngf Windows", Method::Telex).text, "Tiếng Việt, đường Windows");
/// assert_eq!(keystrokes("Tie61ng Vie65t d9u7o7ng2", Method::Vni).text, "Tiếng Việt đường");
/// ```
pub fn keystrokes(text: &str, method: Method) -> Typed {
    let (mut out, mut map) = (String::with_capacity(text.len()), OffsetMap::identity());
    let mut at = 0;
    for chunk in text.split_inclusive(char::is_whitespace) {
        let is_address = chunk.contains('@') || chunk.contains("://") || chunk.starts_with("www.");
        let mut start = 0;
        for (end, c) in chunk.char_indices().chain([(chunk.len(), ' ')]) {
            if c.is_alphanumeric() || c == '_' {
                continue;
            }
            let word = chunk.get(start..end).unwrap_or_default();
            match letters_of(word, method).filter(|letters| !is_address && letters != word) {
                Some(letters) => {
                    let from = out.len() as u32;
                    out.push_str(&letters);
                    let orig = Span::new((at + start) as u32, (at + end) as u32);
                    map.push(Edit { orig, norm: Span::new(from, out.len() as u32) });
                }
                None => out.push_str(word),
            }
            if end < chunk.len() {
                out.push(c);
            }
            start = end + c.len_utf8();
        }
        at += chunk.len();
    }
    map.close(text.len() as u32, out.len() as u32);
    Typed { text: out, map }
}

/// The longest word that is looked at: `nghieengs` and more.
const LONGEST: usize = 14;

/// What the keystrokes of a word make, when that is a possible syllable.
fn letters_of(word: &str, method: Method) -> Option<String> {
    let is_code = word.len() == 2 && word.starts_with(|c: char| c.is_ascii_uppercase()) && method == Method::Vni;
    if word.len() > LONGEST || !word.is_ascii() || is_code || !word.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let mut typed = Keys { letters: Vec::new(), tone: None, changed: false };
    for c in word.chars() {
        let taken = match method {
            Method::Telex => typed.telex(c)?,
            Method::Vni => typed.vni(c)?,
        };
        if !taken {
            typed.letters.push((c.to_ascii_lowercase(), c.is_ascii_uppercase()));
        }
    }
    if !typed.changed {
        return None;
    }
    typed.syllable().or_else(|| {
        typed.settle_horns();
        typed.syllable()
    })
}

struct Keys {
    /// Small letters without tone mark, and whether each is a capital.
    letters: Vec<(char, bool)>,
    /// The combining mark.
    tone: Option<char>,
    changed: bool,
}

impl Keys {
    /// Whether a key of Telex changes what was typed before; `None` when it undoes it.
    fn telex(&mut self, c: char) -> Option<bool> {
        let key = c.to_ascii_lowercase();
        let tone = match key {
            's' => '\u{301}',
            'f' => '\u{300}',
            'r' => '\u{309}',
            'x' => '\u{303}',
            'j' => '\u{323}',
            'd' => return self.bar(),
            'a' | 'e' | 'o' => return Some(self.hat(|l| l == key, true)),
            'w' => {
                if !self.horn() && !self.turn('a', 'ă') {
                    self.letters.push(('ư', c.is_ascii_uppercase()));
                    self.changed = true;
                }
                return Some(true);
            }
            _ => return Some(false),
        };
        self.mark(tone)
    }

    /// The same of VNI; a digit that changes nothing makes the word no Vietnamese.
    fn vni(&mut self, c: char) -> Option<bool> {
        let done = match c {
            '1' => self.mark('\u{301}')?,
            '2' => self.mark('\u{300}')?,
            '3' => self.mark('\u{309}')?,
            '4' => self.mark('\u{303}')?,
            '5' => self.mark('\u{323}')?,
            '6' => self.hat(|l| matches!(l, 'a' | 'e' | 'o'), false),
            '7' => self.horn(),
            '8' => self.turn('a', 'ă'),
            '9' => self.bar()?,
            '0' => false,
            _ => return Some(false),
        };
        done.then_some(true)
    }

    /// A tone: behind a vowel, and once.
    fn mark(&mut self, tone: char) -> Option<bool> {
        if !self.letters.iter().any(|(l, _)| is_vowel(*l)) {
            return Some(false);
        }
        if self.tone.is_some() {
            return None;
        }
        (self.tone, self.changed) = (Some(tone), true);
        Some(true)
    }

    /// The d that begins the word becomes đ.
    fn bar(&mut self) -> Option<bool> {
        match self.letters.first_mut() {
            Some((first @ 'd', _)) => {
                *first = 'đ';
                self.changed = true;
                Some(true)
            }
            Some(('đ', _)) => None,
            _ => Some(false),
        }
    }

    /// The last vowel that `takes` gets a hat; with `touching` it is the last letter, or consonants stand behind it.
    fn hat(&mut self, takes: impl Fn(char) -> bool, touching: bool) -> bool {
        let Some(i) = self.letters.iter().rposition(|(l, _)| takes(*l)) else { return false };
        if touching && self.letters.iter().skip(i + 1).any(|(l, _)| is_vowel(*l)) {
            return false;
        }
        if let Some((letter, _)) = self.letters.get_mut(i) {
            *letter = match *letter {
                'a' => 'â',
                'e' => 'ê',
                _ => 'ô',
            };
            self.changed = true;
        }
        true
    }

    /// The horn: on both of `uo`, on the u of `ua`, on the last o or u; not on the u of `qu`.
    fn horn(&mut self) -> bool {
        let after_q = self.letters.first().is_some_and(|(l, _)| *l == 'q');
        let pair = self.letters.windows(2).position(|w| matches!(w, [('u', _), ('o' | 'a', _)])).filter(|_| !after_q);
        if let Some(i) = pair {
            for (letter, _) in self.letters.iter_mut().skip(i).take(2) {
                *letter = match *letter {
                    'u' => 'ư',
                    'o' => 'ơ',
                    other => other,
                };
            }
            self.changed = true;
            return true;
        }
        let last = self.letters.iter().rposition(|(l, _)| matches!(l, 'a' | 'o' | 'u'));
        match last.and_then(|i| self.letters.get_mut(i)) {
            Some((letter @ 'o', _)) => *letter = 'ơ',
            Some((letter @ 'u', _)) if !after_q => *letter = 'ư',
            _ => return false,
        }
        self.changed = true;
        true
    }

    fn turn(&mut self, from: char, to: char) -> bool {
        let Some(i) = self.letters.iter().rposition(|(l, _)| *l == from) else { return false };
        if let Some((letter, _)) = self.letters.get_mut(i) {
            *letter = to;
            self.changed = true;
        }
        true
    }

    /// `ưo` for `ươ`, and `ươ` for the `uơ` of `thuở`.
    fn settle_horns(&mut self) {
        let last = self.letters.len().saturating_sub(2);
        for i in 0..=last {
            let is_last = i == last;
            if let Some([(a, _), (b, _)]) = self.letters.get_mut(i..i + 2) {
                match (*a, *b) {
                    ('ư', 'o') => *b = 'ơ',
                    ('ư', 'ơ') if is_last => *a = 'u',
                    _ => {}
                }
            }
        }
    }

    /// The letters with their tone mark in its place, when they are a possible syllable.
    fn syllable(&self) -> Option<String> {
        let vowel = self.letters.iter().rposition(|(l, _)| is_vowel(*l))?;
        let plain = self.write(None);
        let syllable = Syllable::parse(&if self.tone.is_some() { self.write(Some(vowel)) } else { plain.clone() })?;
        if self.tone.is_none() {
            return Some(plain);
        }
        let rime = self.letters.len().checked_sub(syllable.rime.chars().count())?;
        Some(self.write(Some(rime + place(syllable.rime, ToneStyle::Old))))
    }

    /// The letters, the tone mark on the given one.
    fn write(&self, toned: Option<usize>) -> String {
        let chars = self.letters.iter().enumerate().flat_map(|(i, &(letter, is_capital))| {
            let capital = letter.to_uppercase().next().filter(|_| is_capital);
            let tone = self.tone.filter(|_| toned == Some(i));
            [Some(capital.unwrap_or(letter)), tone].into_iter().flatten()
        });
        chars.nfc().collect()
    }
}

fn is_vowel(c: char) -> bool {
    "aăâeêioôơuưy".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Norm;

    #[test]
    fn telex() {
        for (keys, text) in [
            ("Tieengs Vieejt", "Tiếng Việt"),
            ("DDoongf Thaps Muwowif", "Đồng Tháp Mười"),
            ("dduwowngf duwongf duongwf", "đường dường dường"),
            ("nhw tw muaw quaan hoawcj thuowr", "như tư mưa quân hoặc thuở"),
            ("hoaf thuyr quys giowf gif giuwowngf giaf", "hòa thủy quý giờ gì giường già"),
            ("vietej tieesng dinhd", "việt tiếng đinh"),
            ("NGUYEENX VAWN A", "NGUYỄN VĂN A"),
            ("UBND xax, (Ddaij) hojc.", "UBND xã, (Đại) học."),
        ] {
            assert_eq!(keystrokes(keys, Method::Telex).text, text);
        }
    }

    #[test]
    fn vni() {
        for (keys, text) in [
            ("Tie61ng Vie65t", "Tiếng Việt"),
            ("D9o62ng Tha1p Mu7o7i2", "Đồng Tháp Mười"),
            ("d9uong72 na8m tho6n xa4", "đường năm thôn xã"),
            ("a2 o73 Y1", "à ở Y1"),
        ] {
            assert_eq!(keystrokes(keys, Method::Vni).text, text);
        }
    }

    #[test]
    fn what_makes_no_syllable_stays() {
        for text in [
            "the Windows process street address dress",
            "http://as.is/of a@as.com www.hoaf.vn",
            "Tiếng Việt đẹp",
            "x_as as1",
        ] {
            assert_eq!(keystrokes(text, Method::Telex).text, text);
        }
        for text in ["G7 A1 Covid19 U23 5 100 2km H2O B52 mp3", "quốc lộ 1", "tel 0912"] {
            assert_eq!(keystrokes(text, Method::Vni).text, text);
        }
    }

    #[test]
    fn places_lead_back_to_the_keys() {
        let keys = "xax Ddoocs Kieeuf, 5";
        let typed = keystrokes(keys, Method::Telex);
        assert_eq!(typed.text, "xã Đốc Kiều, 5");
        let at = typed.text.find("Đốc").unwrap() as u32;
        let span = typed.map.to_orig(Span::<Norm>::new(at, at + "Đốc".len() as u32));
        assert_eq!(&keys[span.range()], "Ddoocs");
    }
}
