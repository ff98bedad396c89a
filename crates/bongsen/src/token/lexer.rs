//! The lexer: one pass over the bytes, by class of the first byte.
//!
//! Words are nearly everything, so their scan also hashes the key and counts the capitals. What may follow a word
//! (dots, slashes, an `@`) is looked at only when it does. Every look ahead is bounded or is consumed, so the work is
//! linear in the text whatever it is.

use super::class::{Class, class, continues_word, is_punctuation, letter};
use super::memo::TokenScratch;
use super::{Case, Gap, TokenData, TokenKind};
use crate::normalize::{SEED, finish, key, lower, new_style, step_code};
use crate::span::Span;

/// Cuts the normalised view into tokens, appended to `out`. Every byte that is not white space is in exactly one
/// token, no token spans a line break, and the time is linear in the length.
///
/// ```
/// use bongsen::token::{TokenKind, tokenize};
/// let mut tokens = Vec::new();
/// let text = "TP.HCM, 23/08/2013: 30/2020/NĐ-CP";
/// tokenize(text, &mut tokens);
/// assert_eq!(&text[tokens[0].span.range()], "TP.HCM");
/// assert_eq!(tokens[2].kind, TokenKind::Date);
/// assert_eq!(tokens[4].kind, TokenKind::DocNumber);
/// ```
pub fn tokenize(norm: &str, out: &mut Vec<TokenData>) {
    tokenize_with(norm, out, &mut TokenScratch::default());
}

/// [`tokenize`] with a memory of the caller's, for many texts: the same tokens, in less time.
pub fn tokenize_with(norm: &str, out: &mut Vec<TokenData>, scratch: &mut TokenScratch) {
    scratch.prepare(norm.len());
    Lexer::new(norm, out, scratch).run();
}

/// A run of letters, digits and apostrophes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word {
    /// Where it ends (bytes).
    pub end: usize,
    /// Key of its text.
    pub key: u64,
    /// Number of letters, of capitals and of small letters.
    pub letters: u32,
    pub upper: u32,
    pub lower: u32,
    /// Whether the first letter is a capital.
    pub first_upper: bool,
    /// Whether there is a digit in it.
    pub digits: bool,
    /// Whether every byte is ASCII.
    pub ascii: bool,
}

impl Word {
    pub const fn case(&self) -> Case {
        case(self.upper, self.lower, self.first_upper)
    }
}

const fn case(upper: u32, lower: u32, first_upper: bool) -> Case {
    match (upper, lower) {
        (0, 0) => Case::None,
        (0, _) => Case::Lower,
        (1, 0) => Case::Title,
        (_, 0) => Case::Upper,
        (1, _) if first_upper => Case::Title,
        _ => Case::Mixed,
    }
}

/// Whether a byte after a word may lengthen the token. White space, commas and the like end it at once.
const fn may_lengthen(byte: u8) -> bool {
    matches!(byte, b'.' | b'/' | b'-' | b':' | b'@' | b'_' | b'+' | b'%')
}

pub(super) struct Lexer<'t, 'o> {
    pub text: &'t str,
    pub bytes: &'t [u8],
    /// What precedes the next token.
    gap: Gap,
    /// No e-mail address or web address begins before this offset.
    pub no_web_before: usize,
    first: usize,
    out: &'o mut Vec<TokenData>,
    memo: &'o mut TokenScratch,
}

impl<'t, 'o> Lexer<'t, 'o> {
    fn new(norm: &'t str, out: &'o mut Vec<TokenData>, memo: &'o mut TokenScratch) -> Self {
        let (gap, first) = (Gap::Paragraph, out.len());
        Self { text: norm, bytes: norm.as_bytes(), gap, no_web_before: 0, first, out, memo }
    }

    fn run(mut self) {
        let mut at = 0;
        while let Some(&byte) = self.bytes.get(at) {
            at = match class(byte) {
                Class::Space => {
                    self.gap = self.gap.max(Gap::Space);
                    at + 1
                }
                Class::Line => self.line_break(at),
                Class::Letter | Class::Lead2 | Class::Lead3 => self.letter(at),
                Class::Digit => {
                    let (end, kind) = self.number(at);
                    self.push(at, end, kind)
                }
                Class::Mark => self.mark(at, byte),
                Class::Symbol => {
                    let phone = if byte == b'+' { self.plus_phone(at) } else { None };
                    if let Some(end) = phone {
                        self.push(at, end, TokenKind::Phone)
                    } else {
                        let end = self.marks(self.run_of(at, byte));
                        self.push(at, end, TokenKind::Other)
                    }
                }
                Class::Control => self.push(at, at + 1, TokenKind::Other),
                Class::Wide => self.wide(at),
            };
        }
    }

    /// The byte at `at`; 0 beyond the end.
    pub fn at(&self, at: usize) -> u8 {
        self.bytes.get(at).copied().unwrap_or(0)
    }

    /// The character that begins at `at`.
    pub fn char_at(&self, at: usize) -> Option<char> {
        self.text.get(at..)?.chars().next()
    }

    pub fn slice(&self, start: usize, end: usize) -> &str {
        self.text.get(start..end).unwrap_or_default()
    }

    /// The token before the one being read, and whether it is on the same line.
    pub fn previous(&self) -> Option<&TokenData> {
        if self.gap >= Gap::Line { None } else { self.back(1) }
    }

    /// The `n`th token back (1 is the one before).
    pub fn back(&self, n: usize) -> Option<&TokenData> {
        let at = self.out.len().checked_sub(n)?;
        if at < self.first { None } else { self.out.get(at) }
    }

    /// What lies before the token being read.
    pub const fn gap(&self) -> Gap {
        self.gap
    }

    /// Where the run of digits from `at` ends.
    pub fn digits(&self, mut at: usize) -> usize {
        while self.at(at).is_ascii_digit() {
            at += 1;
        }
        at
    }

    /// Whether a letter begins at `at`.
    pub fn letter_at(&self, at: usize) -> bool {
        match class(self.at(at)) {
            Class::Letter => true,
            Class::Lead2 | Class::Lead3 | Class::Wide => self.char_at(at).is_some_and(char::is_alphabetic),
            _ => false,
        }
    }

    fn line_break(&mut self, at: usize) -> usize {
        let end = if self.bytes.get(at..at + 2) == Some(b"\r\n") { at + 2 } else { at + 1 };
        self.gap = if self.gap >= Gap::Line || self.at(at) == 0x0C { Gap::Paragraph } else { Gap::Line };
        end
    }

    fn emit(&mut self, start: usize, end: usize, kind: TokenKind, key: u64, case: Case) -> usize {
        let gap = std::mem::replace(&mut self.gap, Gap::None);
        self.out.push(TokenData { span: Span::new(start as u32, end as u32), key, kind, case, gap });
        end
    }

    /// Adds a token that is not a plain word.
    fn push(&mut self, start: usize, end: usize, kind: TokenKind) -> usize {
        let text = self.slice(start, end);
        let (mut upper, mut lower, mut first_upper) = (0, 0, None);
        for c in text.chars() {
            if c.is_uppercase() {
                upper += 1;
                first_upper = first_upper.or(Some(true));
            } else if c.is_lowercase() {
                lower += 1;
                first_upper = first_upper.or(Some(false));
            }
        }
        self.emit(start, end, kind, key(text), case(upper, lower, first_upper == Some(true)))
    }

    /// Reads the run of letters, digits and apostrophes at `start`; empty when there is none.
    pub fn word(&self, start: usize) -> Word {
        let mut at = start;
        // A capital right after a small letter begins a new word where a space was lost (`thôngĐỗ`, `ViệtNam`), not
        // in `VietNamNet`: only Vietnamese letters say that it is Vietnamese.
        let mut small = false;
        // `hash` is of all code points read, `before` of all but the last two: those may be an open `òa`.
        let (mut before, mut middle, mut hash) = (SEED, SEED, SEED);
        let (mut previous, mut last) = (0u32, 0u32);
        let mut word =
            Word { end: start, key: 0, letters: 0, upper: 0, lower: 0, first_upper: false, digits: false, ascii: true };
        loop {
            let byte = self.at(at);
            let class = class(byte);
            let known = match class {
                Class::Letter | Class::Lead2 | Class::Lead3 => letter(byte, self.at(at + 1), self.at(at + 2)),
                _ => None,
            };
            let (folded, width, upper, lower) = if let Some((letter, width)) = known {
                (letter.folded, width, letter.upper, letter.lower)
            } else {
                match class {
                    Class::Digit => {
                        word.digits = true;
                        (u32::from(byte), 1, false, false)
                    }
                    Class::Mark if byte == b'\'' && self.joins_word(start, at, 1) => (u32::from(byte), 1, false, false),
                    Class::Lead2 | Class::Lead3 | Class::Wide => {
                        let Some((letter, width)) = self.other_letter(start, at) else { break };
                        (letter.folded, width, letter.upper, letter.lower)
                    }
                    _ => break,
                }
            };
            let wide = byte >= 0x80;
            if at == start {
                word.first_upper = upper;
            } else if upper && small && (wide || !word.ascii) {
                break;
            }
            word.ascii &= !wide;
            small = lower;
            word.letters += u32::from(!byte.is_ascii_digit());
            word.upper += u32::from(upper);
            word.lower += u32::from(lower);
            at += width;
            (before, middle, hash) = (middle, hash, step_code(hash, folded));
            (previous, last) = (last, folded);
        }
        // Only a toned o or u before a, e, y can be an open syllable in the old style.
        if previous >= 0x80 && matches!(char::from_u32(last), Some('a' | 'e' | 'y')) {
            let moved = char::from_u32(previous).zip(char::from_u32(last)).and_then(|(p, l)| new_style(p, l));
            if let Some((onset, nucleus)) = moved {
                hash = step_code(step_code(before, onset as u32), nucleus as u32);
            }
        }
        word.end = at;
        word.key = finish(hash);
        word
    }

    /// A letter of another alphabet, a combining mark or a curly apostrophe inside the word that began at `start`.
    fn other_letter(&self, start: usize, at: usize) -> Option<(super::class::Letter, usize)> {
        let c = self.char_at(at)?;
        let width = c.len_utf8();
        let inside = match c {
            '’' => self.joins_word(start, at, width),
            _ => c.is_alphabetic() || (at > start && continues_word(c)),
        };
        inside.then(|| {
            let folded = lower(c) as u32;
            (super::class::Letter { folded, upper: c.is_uppercase(), lower: c.is_lowercase() }, width)
        })
    }

    /// Whether the apostrophe at `at` joins what is around it (`K'Sor`, `M'Đrắk`, `O'Neill`, `don't`): a letter
    /// follows, and what precedes is short, as no closing quotation is.
    fn joins_word(&self, start: usize, at: usize, width: usize) -> bool {
        at > start && at - start <= 6 && self.letter_at(at + width)
    }

    /// Reads the word that begins at `start`, and those that follow it with one space between.
    fn letter(&mut self, mut start: usize) -> usize {
        loop {
            let end = match self.memo.recall(self.bytes, start) {
                Some((known, end)) if !may_lengthen(self.at(end)) => {
                    let (key, case) = (known.key, known.case);
                    self.emit(start, end, TokenKind::Syllable, key, case)
                }
                Some((known, end)) => {
                    let word = known.word(end);
                    self.whole_word(start, &word)
                }
                None => {
                    let word = self.word(start);
                    if word.end == start {
                        return self.wide(start);
                    }
                    self.memo.remember(self.bytes, start, &word);
                    self.whole_word(start, &word)
                }
            };
            if self.at(end) != b' ' || !matches!(class(self.at(end + 1)), Class::Letter | Class::Lead2 | Class::Lead3) {
                return end;
            }
            self.gap = Gap::Space;
            start = end + 1;
        }
    }

    /// Adds the token that begins with `word`.
    fn whole_word(&mut self, start: usize, word: &Word) -> usize {
        if may_lengthen(self.at(word.end))
            && let Some((end, kind)) = self.beyond_word(start, word)
        {
            return self.push(start, end, kind);
        }
        let kind = if word.digits { TokenKind::Alphanumeric } else { TokenKind::Syllable };
        self.emit(start, word.end, kind, word.key, word.case())
    }

    fn beyond_word(&mut self, start: usize, word: &Word) -> Option<(usize, TokenKind)> {
        if word.ascii
            && let Some(found) = self.web(start, word)
        {
            return Some(found);
        }
        if word.digits {
            return None;
        }
        match self.at(word.end) {
            b'.' => self.dotted(start, word).map(|end| (end, TokenKind::Abbreviation)),
            b'/' => self.slash_abbreviation(start, word).map(|end| (end, TokenKind::Abbreviation)),
            b'-' => self.hyphen_number(start, word).map(|end| (end, TokenKind::Alphanumeric)),
            _ => None,
        }
    }

    fn mark(&mut self, at: usize, byte: u8) -> usize {
        let found = match byte {
            b'#' | b'@' => self.tag(at).map(|end| (end, TokenKind::Hashtag)),
            b'(' => self.area_phone(at).map(|end| (end, TokenKind::Phone)),
            _ => None,
        };
        if let Some((end, kind)) = found {
            return self.push(at, end, kind);
        }
        // Brackets and quotation marks stand singly: each has its own partner.
        let end = match byte {
            b'(' | b')' | b'[' | b']' | b'{' | b'}' | b'"' | b'\'' => at + 1,
            _ => self.run_of(at, byte),
        };
        let key = finish(step_code(SEED, u32::from(byte)));
        if end == at + 1 {
            self.emit(at, end, TokenKind::Punctuation, key, Case::None)
        } else {
            self.push(at, end, TokenKind::Punctuation)
        }
    }

    fn run_of(&self, mut at: usize, byte: u8) -> usize {
        while self.at(at) == byte && at < self.bytes.len() {
            at += 1;
        }
        at
    }

    /// Where the combining marks that stand on no letter end. They go with the sign before them, as in `≮` + marks,
    /// which is one stretch of the original.
    fn marks(&self, mut at: usize) -> usize {
        while self.at(at) >= 0x80 {
            match self.char_at(at) {
                Some(c) if continues_word(c) => at += c.len_utf8(),
                _ => break,
            }
        }
        at
    }

    /// A character beyond ASCII that is no letter.
    fn wide(&mut self, at: usize) -> usize {
        let Some(c) = self.char_at(at) else { return at + 1 };
        let width = c.len_utf8();
        match c {
            '\u{2028}' | '\u{85}' => {
                self.gap = if self.gap >= Gap::Line { Gap::Paragraph } else { Gap::Line };
                return at + width;
            }
            '\u{2029}' => {
                self.gap = Gap::Paragraph;
                return at + width;
            }
            _ if c.is_whitespace() => {
                self.gap = self.gap.max(Gap::Space);
                return at + width;
            }
            // A letter of another script: a word.
            _ if c.is_alphabetic() && class(self.at(at)) == Class::Wide => return self.letter(at),
            _ => {}
        }
        if let Some(end) = self.emoji(at, c) {
            return self.push(at, end, TokenKind::Emoji);
        }
        if !is_punctuation(c) {
            return self.push(at, self.marks(at + width), TokenKind::Other);
        }
        let mut end = at + width;
        if matches!(c, '…' | '–' | '—' | '•' | '·') {
            while self.char_at(end) == Some(c) {
                end += width;
            }
        }
        self.push(at, end, TokenKind::Punctuation)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(text: &str) -> Vec<TokenData> {
        let mut out = Vec::new();
        tokenize(text, &mut out);
        out
    }

    /// `text|kind` of every token, with the kind's first three letters; syllables and punctuation without it.
    fn show(text: &str) -> String {
        let shown: Vec<String> = tokens(text)
            .iter()
            .map(|t| {
                let s = text[t.span.range()].replace(' ', "·");
                match t.kind {
                    TokenKind::Syllable | TokenKind::Punctuation => s,
                    kind => format!("{s}|{}", &format!("{kind:?}")[..3]),
                }
            })
            .collect();
        shown.join(" ")
    }

    #[track_caller]
    fn check(rows: &[(&str, &str)]) {
        for (text, want) in rows {
            assert_eq!(show(text), *want, "{text}");
        }
    }

    #[test]
    fn words() {
        check(&[
            ("xã Đốc Binh Kiều", "xã Đốc Binh Kiều"),
            ("K'Sor H’Hen M'Đrắk O'Neill Cư M'gar", "K'Sor H’Hen M'Đrắk O'Neill Cư M'gar"),
            ("al-Assad GD-ĐT HĐND-UBND GD&ĐT", "al - Assad GD - ĐT HĐND - UBND GD & ĐT"),
            ("‘xã’ 'ấp'", "‘ xã ’ ' ấp '"),
            ("K602, PA03 5G 12A1", "K602|Alp , PA03|Alp 5G|Alp 12A1|Alp"),
            ("Covid-19 COVID-19 A-320 U23", "Covid-19|Alp COVID-19|Alp A-320|Alp U23|Alp"),
            ("30 m² 北京 Москва", "30|Num m² 北京 Москва"),
            ("Truyền thôngĐỗ Quý, HộiNhà báoViệtNam", "Truyền thông Đỗ Quý , Hội Nhà báo Việt Nam"),
            ("VietNamNet ThS CTr", "VietNamNet ThS CTr"),
        ]);
    }

    #[test]
    fn abbreviations() {
        check(&[
            ("TP.HCM, PGS.TS T.Ư UV.BTV T.P", "TP.HCM|Abb , PGS.TS|Abb T.Ư|Abb UV.BTV|Abb T.P|Abb"),
            ("TP.Hà Nội", "TP.|Abb Hà Nội"),
            ("H.Củ Chi, P.Bến Nghé, TX.Thái Hoà", "H.|Abb Củ Chi , P.|Abb Bến Nghé , TX.|Abb Thái Hoà"),
            ("GS.TS.Nguyễn Văn Bé", "GS.TS.|Abb Nguyễn Văn Bé"),
            ("PGS.TS. Trần Thị Lá", "PGS.TS.|Abb Trần Thị Lá"),
            ("TP.CẦN THƠ, TP.VINH, TP.BMT", "TP.|Abb CẦN THƠ , TP.|Abb VINH , TP.BMT|Abb"),
            ("Q.1, P.5, H.2 q.7", "Q.1|Abb , P.5|Abb , H.2|Abb q.7|Abb"),
            ("TP. Hà Nội, tp. Huế, Tp.HCM", "TP.|Abb Hà Nội , tp.|Abb Huế , Tp.HCM|Abb"),
            (
                "Th.S Lá, ThS. Lá, Đ/c Lá, đ/c Lá, Đ.c Lá",
                "Th.S|Abb Lá , ThS.|Abb Lá , Đ/c|Abb Lá , đ/c|Abb Lá , Đ.c|Abb Lá",
            ),
            ("lúa, ngô, v.v. và v.v...", "lúa , ngô , v.v.|Abb và v.v|Abb ..."),
            ("ông Nguyễn Văn A. khai", "ông Nguyễn Văn A.|Abb khai"),
            ("tại huyện A.", "tại huyện A ."),
            ("tại huyện A. Ông Bé nói", "tại huyện A . Ông Bé nói"),
            ("về TP.HCM. Theo ông", "về TP.HCM|Abb . Theo ông"),
            ("về TP.\nTheo", "về TP . Theo"),
            ("Ở HÀ NỘI.ÔNG BÉ", "Ở HÀ NỘI . ÔNG BÉ"),
            ("của UBND.Theo", "của UBND . Theo"),
            ("Lê Văn H. (34 tuổi), anh P..", "Lê Văn H.|Abb ( 34|Num tuổi ) , anh P.|Abb ."),
            ("bà H. kể, anh T., sinh", "bà H.|Abb kể , anh T.|Abb , sinh"),
        ]);
    }

    #[test]
    fn numbers_dates_times() {
        check(&[
            ("1.200,5 10% 500.000 2,5 30km 5kg", "1.200,5|Num 10%|Num 500.000|Num 2,5|Num 30km|Num 5kg|Num"),
            ("2010-2015, 2010–2015", "2010|Num - 2015|Num , 2010|Num – 2015|Num"),
            ("23/08/2013 04:52:43", "23/08/2013|Dat 04:52:43|Tim"),
            ("23-08-2013 18.10.2013 18-10 8/2021", "23-08-2013|Dat 18.10.2013|Dat 18-10|Dat 8/2021|Dat"),
            ("ngày 28.12, được 28.12", "ngày 28.12|Dat , được 28.12|Num"),
            ("lễ 30/4 và 1/5, ngày 2/9", "lễ 30/4|Dat và 1/5|Dat , ngày 2/9|Dat"),
            ("hơn 2/3 số hộ, 90/100 điểm, 11/11 xã", "hơn 2/3|Num số hộ , 90/100|Num điểm , 11/11|Num xã"),
            ("từ 7/2006-7/2007", "từ 7/2006|Dat - 7/2007|Dat"),
            ("tỷ số 3-1, 5-10 năm, 31/2", "tỷ số 3|Num - 1|Num , 5|Num - 10|Num năm , 31/2|Num"),
            ("7h30, 16h, 9g30, 14h, 24:10 lúc 9g", "7h30|Tim , 16h|Tim , 9g30|Tim , 14h|Tim , 24:10|Tim lúc 9g|Tim"),
            ("5ha 10người 2tỷ", "5ha|Num 10|Num người 2|Num tỷ"),
        ]);
    }

    #[test]
    fn document_numbers() {
        for number in [
            "30/2020/NĐ-CP",
            "04-NQ/TW",
            "694/KH-UBND",
            "555-CV/TĐTN",
            "10/CT-TTg",
            "43-HD/HU",
            "04/2017/TT-BGDĐT",
            "1663/NQ-UBTVQH15",
            "100/NĐ-CP",
            "12/2020/QH14",
            "05-CTr/TU",
            "30a/2008/NQ-CP",
            "15/2013/TTLT-BTP-BNV",
            "30/2020/nđ-cp",
        ] {
            assert_eq!(show(&format!("số {number}, ngày")), format!("số {number}|Doc , ngày"));
        }
        check(&[("12/Lê Lợi 5/xã 05-NQ", "12|Num / Lê Lợi 5|Num / xã 05|Num - NQ")]);
    }

    #[test]
    fn addresses() {
        check(&[
            ("xem https://bongsen.vn/a_(b)?c=1.", "xem https://bongsen.vn/a_(b)?c=1|Url ."),
            ("(www.dongthap.gov.vn)", "( www.dongthap.gov.vn|Url )"),
            ("vnexpress.net, 24h.com.vn.", "vnexpress.net|Url , 24h.com.vn|Url ."),
            ("gửi le.bay_1@dongthap.gov.vn.", "gửi le.bay_1@dongthap.gov.vn|Ema ."),
            ("0912.345.678 0912345678 0912 345 678", "0912.345.678|Pho 0912345678|Pho 0912·345·678|Pho"),
            ("(0277) 3851 234, +84 912 345 678", "(0277)·3851·234|Pho , +84·912·345·678|Pho"),
            ("1900 1560, 1900 1945", "1900·1560|Pho , 1900|Num 1945|Num"),
            ("#ĐồngTháp @bong_sen a@ @@", "#ĐồngTháp|Has @bong_sen|Has a @ @@"),
        ]);
    }

    #[test]
    fn marks_and_emoji() {
        check(&[
            ("... !! ((\"", "... !! ( ( \""),
            ("👩‍🌾🇻🇳❤️1️⃣", "👩‍🌾|Emo 🇻🇳|Emo ❤️|Emo 1️⃣|Emo"),
            ("Q.1️⃣", "Q . 1️⃣|Emo"),
            ("🏽\u{200D}❤", "🏽\u{200D}❤|Emo"),
            ("a + b = © \u{7}", "a +|Oth b =|Oth ©|Oth \u{7}|Oth"),
        ]);
    }

    #[test]
    fn gaps() {
        use Gap::{Line, None, Paragraph, Space};
        let gaps: Vec<Gap> = tokens("a, b\nc\r\n\r\nd \n e").iter().map(|t| t.gap).collect();
        assert_eq!(gaps, [Paragraph, None, Space, Line, Paragraph, Line]);
    }

    #[test]
    fn the_fast_key_is_the_key() {
        let text =
            "HÒA hòa hoà thủy Khỏe KHỎE QUÝ Đảng ỦY uỷ òa ó a K’Sor Ωmega ǅ İstanbul straße òe02 m² . ... … 30/4";
        for token in tokens(text) {
            let word = &text[token.span.range()];
            assert_eq!(token.key, key(word), "{word}");
        }
    }
}
