//! Words as `VnCoreNLP` writes them, for models that were trained on its output (`PhoBERT` among them).
//!
//! One sentence a line, tokens apart by one space, syllables of a word joined by `_`:
//!
//! ```text
//! Ủy ban nhân dân TP.HCM (UBND) họp 9-10 giờ ở Buôn Đôn - Đắk'Lắk…
//! Uỷ_ban nhân_dân TP. HCM ( UBND ) họp 9-10 giờ ở Buôn_Đôn - Đắk ' Lắk …
//! ```
//! The words are this crate's; only how they are written follows `VnCoreNLP`. Its conventions, observed by running a
//! build of June 2020 with the models of `RDRsegmenter` (`benches/peers/rdrsegmenter`), and what is done with them:
//!
//! | convention | example | here |
//! |---|---|---|
//! | tone mark of an open oa, oe, uy on the second vowel, but of capitals only `Ủy` moves | `hòa` -> `hoà`, `HÒA` | the same |
//! | marks are tokens; `...` is one, other repeated marks are apart | `( a )`, `!!` -> `! !` | the same |
//! | a hyphen between letters, between digits, or of a letter and a digit after it joins all into one token | `ca-nô`, `2013-2014`, `F-16`, `GD-ĐT` | the same; a word that goes on beside it is cut there (`Hà Nội-Huế`) |
//! | but not between a digit and a letter after it; dashes join letters only | `3 - D`, `5 – 6`, `Việt–Mỹ` | the same |
//! | apostrophes are tokens | `K ' Sor`, `O ' Neill` | the same |
//! | underscores of the text are tokens, except in addresses | `a _ b` | the same: outside addresses `_` between letters always joins syllables |
//! | a sign stays with its number, `°` with its letter | `-5`, `+84`, `$100`, `°C` | the same |
//! | a number with a decimal part is apart from its unit, an integer is not | `1,5 km`, `5km`, `10%` | the same |
//! | an abbreviation stays with what touches it, except `TP.`, `Tp.`, `TT.`, a single letter before a digit, and titles of English | `PGS.TS`, `T.Ư`; `TP. HCM`, `Q. 1` | the same |
//! | `#` and `@` are tokens | `# tag`, `@ user` | the same |
//! | telephone numbers are cut at spaces | `0912 345 678` | the same |
//! | dates, times, ratios, addresses are one token | `23/08/2013`, `7h30`, `1:2` | the same |
//! | document numbers: now whole, now cut inside a number | `1/2020/TT-BTC`, `30/2 020 / NĐ-CP` | whole, except short ones, which are cut as there: `5 / QĐ-UBND`, `04 - NQ / TW` |
//! | a lost space is kept, and no sentence ends there | `xong.Anh` | cut: `xong .` and `Anh` |
//! | each of `!!!` ends a sentence | | one sentence |
//! | letters decomposed, invisible and control characters | kept, and taken for no letters | composed, left out |
//!
//! `MODEL_CARD.md` and `benches/record` tell how far the two agree.

use crate::document::{Document, Sentence};
use crate::normalize::{ToneStyle, restyle};
use crate::token::{Gap, TokenData, TokenKind};

impl Document {
    /// The sentences in the form of `VnCoreNLP`, a line each (`\n` after every one); see [`vncorenlp`](crate::vncorenlp).
    ///
    /// ```
    /// let analyzer = bongsen::Analyzer::new()?;
    /// let doc = analyzer.segment_only("Ủy ban nhân dân TP.HCM (UBND) đã họp. Xong!")?;
    /// assert_eq!(doc.to_vncorenlp(), "Uỷ_ban nhân_dân TP. HCM ( UBND ) đã họp .\nXong !\n");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn to_vncorenlp(&self) -> String {
        let mut out = String::with_capacity(self.text().len() * 9 / 8);
        for sentence in self.sentences() {
            sentence.write_vncorenlp(&mut out);
            out.push('\n');
        }
        out
    }
}

impl Sentence<'_> {
    /// Adds the sentence in the form of `VnCoreNLP`, without a line break; see [`vncorenlp`](crate::vncorenlp).
    pub fn write_vncorenlp(self, out: &mut String) {
        let data = self.document().data();
        let (norm, range) = (data.norm(), self.token_range());
        let text = Text { norm, tokens: data.tokens.get(range.range()).unwrap_or_default() };
        let words = data.words.get(self.word_range()).unwrap_or_default();
        let mut starts = words.iter().map(|word| word.start.saturating_sub(range.start) as usize).peekable();
        let line = out.len();
        // Whether what came before may be joined with what follows.
        let mut joins = false;
        let mut at = 0;
        while let Some(first) = text.tokens.get(at) {
            // A chunk: one token, or several that are written as one.
            let end = (at + 1..text.tokens.len()).find(|&next| !text.is_glued(next)).unwrap_or(text.tokens.len());
            let mark = out.len();
            for token in text.tokens.get(at..end).unwrap_or_default() {
                push_token(out, text.of(token), token.kind);
            }
            let is_whole = end == at + 1 && !out.get(mark..).is_some_and(|chunk| chunk.contains(' '));
            while starts.next_if(|&start| start < at).is_some() {}
            let in_word = starts.peek() != Some(&at);
            let is_written = mark > line && out.len() > mark;
            match (joins && is_whole && in_word, first.gap) {
                _ if !is_written => {}
                (true, Gap::None) => {}
                (true, _) => out.insert(mark, '_'),
                (false, _) => out.insert(mark, ' '),
            }
            joins = is_whole;
            at = end;
        }
    }
}

/// The tokens of a sentence.
struct Text<'d> {
    norm: &'d str,
    tokens: &'d [TokenData],
}

/// Abbreviations that are apart from what touches them.
const APART: &[&str] = &["TP", "Tp", "TT", "Mr", "Mrs", "Ms", "Dr", "St"];

impl<'d> Text<'d> {
    fn of(&self, token: &TokenData) -> &'d str {
        self.norm.get(token.span.range()).unwrap_or_default()
    }

    /// Whether a token is written as one with the token before.
    fn is_glued(&self, at: usize) -> bool {
        let Some([before, token]) = at.checked_sub(1).and_then(|first| self.tokens.get(first..=at)) else {
            return false;
        };
        if token.gap != Gap::None {
            return false;
        }
        if self.is_connector(at) || self.is_connector(at - 1) {
            return true;
        }
        let Some(first) = self.of(token).chars().next() else { return false };
        match self.of(before) {
            "+" | "-" => before.gap != Gap::None && first.is_numeric(),
            "$" | "£" | "€" => first.is_numeric(),
            "°" | "˚" => first.is_alphabetic(),
            dotted if before.kind == TokenKind::Abbreviation => {
                first.is_alphabetic() && dotted.strip_suffix('.').is_some_and(|name| !APART.contains(&name))
            }
            _ => false,
        }
    }

    /// Whether a token is a hyphen or the like that makes one of what touches it on both sides.
    fn is_connector(&self, at: usize) -> bool {
        let tokens = at.checked_sub(1).and_then(|first| self.tokens.get(first..at + 2));
        let Some([left, mark, right]) = tokens else { return false };
        if mark.gap != Gap::None || right.gap != Gap::None {
            return false;
        }
        let (left, right) = (self.of(left).chars().next_back(), self.of(right).chars().next());
        let (Some(left), Some(right)) = (left, right) else { return false };
        match self.of(mark) {
            "-" if left.is_alphabetic() => right.is_alphanumeric(),
            "-" => (left.is_numeric() || left == '%') && right.is_numeric(),
            "–" | "—" => left.is_alphabetic() && right.is_alphabetic(),
            ":" => left.is_numeric() && right.is_numeric(),
            _ => false,
        }
    }
}

/// Adds a token, with spaces where it is cut.
fn push_token(out: &mut String, text: &str, kind: TokenKind) {
    use TokenKind::{Abbreviation, Alphanumeric, DocNumber, Email, Hashtag, Number, Other, Punctuation, Syllable, Url};
    let mut pieces = Pieces { start: out.len(), out };
    match kind {
        Url | Email => pieces.out.push_str(text),
        Punctuation if text.starts_with('.') => pieces.out.push_str(text),
        Punctuation => text.chars().for_each(|c| pieces.apart(c)),
        Syllable | Alphanumeric | Hashtag | Other => {
            let text = &*with_tone(text);
            let mut last = None;
            for (i, c) in text.char_indices() {
                match c {
                    '\'' | '’' | '‘' | '_' => pieces.apart(c),
                    '#' | '@' if i == 0 => pieces.apart(c),
                    // A row of the same sign, as in `C++`.
                    _ if kind == Other && last == Some(c) && !c.is_alphanumeric() => pieces.apart(c),
                    _ => pieces.with(c),
                }
                last = Some(c);
            }
        }
        Number => pieces.split(text, unit(text)),
        Abbreviation => pieces.split(text, after_name(text)),
        DocNumber if !is_long(text) => {
            let mut last = ' ';
            for (i, c) in text.char_indices() {
                let next = text.get(i + c.len_utf8()..).and_then(|rest| rest.chars().next());
                let between = c == '-' && last.is_numeric() && next.is_some_and(char::is_alphabetic);
                if c == '/' || between {
                    pieces.apart(c);
                } else {
                    pieces.with(c);
                }
                last = c;
            }
        }
        _ => {
            for c in text.chars() {
                match c {
                    '(' | ')' | '_' => pieces.apart(c),
                    _ => pieces.with(c),
                }
            }
        }
    }
    pieces.end();
}

/// Where a number's unit begins, when the number has a decimal part or the unit a raised digit.
fn unit(text: &str) -> Option<usize> {
    let at = text.find(char::is_alphabetic).filter(|&at| at > 0)?;
    let (number, unit) = text.split_at_checked(at)?;
    (number.contains(['.', ',']) || unit.contains(['²', '³'])).then_some(at)
}

/// Where what follows the name of an abbreviation begins: `TP.|HCM`, `Q.|1`.
fn after_name(text: &str) -> Option<usize> {
    let (name, rest) = text.split_once('.')?;
    let mut letters = name.chars();
    let is_letter = letters.next().is_some_and(char::is_uppercase) && letters.next().is_none();
    let is_apart = APART.contains(&name) || (is_letter && rest.starts_with(char::is_numeric));
    (is_apart && !rest.is_empty()).then_some(name.len() + 1)
}

/// Whether a document's number begins with its number and its year: `30/2020/NĐ-CP`.
fn is_long(text: &str) -> bool {
    let mut parts = text.split('/');
    let mut is_number = || parts.next().is_some_and(|part| part.bytes().all(|b| b.is_ascii_digit()));
    is_number() && is_number()
}

/// The text with its tone marks as `VnCoreNLP` has them: in the new style, but those of capitals stay, except `Ủy`.
fn with_tone(text: &str) -> std::borrow::Cow<'_, str> {
    let styled = restyle(text, ToneStyle::New);
    if styled == text || !text.contains(char::is_uppercase) {
        return styled;
    }
    let mut out = String::with_capacity(text.len());
    // The pair that moves is two letters for two.
    let mut letters = text.chars().zip(styled.chars()).peekable();
    let mut keep = false;
    while let Some((old, new)) = letters.next() {
        let next = letters.peek().map(|(old, _)| *old);
        let moves = old != new;
        let was = std::mem::take(&mut keep);
        keep = moves && !was && old.is_uppercase() && !(old == 'Ủ' && next == Some('y'));
        out.push(if was || keep { old } else { new });
    }
    out.into()
}

/// Pieces of a token, apart by spaces.
struct Pieces<'o> {
    out: &'o mut String,
    start: usize,
}

impl Pieces<'_> {
    /// Adds a character to the piece; white space ends it, and control characters are left out: to some readers they end
    /// a line.
    fn with(&mut self, c: char) {
        if c.is_whitespace() {
            self.cut();
        } else if !c.is_control() {
            self.out.push(c);
        }
    }

    /// Adds a character as a piece.
    fn apart(&mut self, c: char) {
        self.cut();
        self.with(c);
        self.cut();
    }

    /// Adds a text, cut where told.
    fn split(&mut self, text: &str, at: Option<usize>) {
        for (i, c) in text.char_indices() {
            if at == Some(i) {
                self.cut();
            }
            self.with(c);
        }
    }

    fn cut(&mut self) {
        if self.out.len() > self.start && !self.out.ends_with(' ') {
            self.out.push(' ');
        }
    }

    fn end(self) {
        if self.out.len() > self.start && self.out.ends_with(' ') {
            self.out.pop();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyzer::Analyzer;

    #[track_caller]
    fn assert_written(cases: &[(&str, &str)]) {
        let analyzer = Analyzer::new().unwrap();
        for (text, wanted) in cases {
            assert_eq!(analyzer.segment_only(text).unwrap().to_vncorenlp().trim_end(), *wanted, "{text}");
        }
    }

    #[test]
    fn marks_are_apart() {
        assert_written(&[
            ("Ông nói: “Xong (rồi)”...", "Ông nói : “ Xong ( rồi ) ” ..."),
            ("Thật à?!!", "Thật à ? ! !"),
            ("học C++ và ** thôi", "học C + + và * * thôi"),
            ("K'Sor, M’Đrắk và a_b", "K ' Sor , M ’ Đrắk và a _ b"),
            ("thẻ #tin_mới @ban", "thẻ # tin _ mới @ ban"),
        ]);
    }

    #[test]
    fn hyphens_join_what_touches_them() {
        assert_written(&[
            ("sở GD-ĐT, F-16, giai đoạn 2013-2014, 5-6%", "sở GD-ĐT , F-16 , giai_đoạn 2013-2014 , 5-6%"),
            ("3-D và 5–6, Việt–Mỹ, xã - huyện", "3 - D và 5 – 6 , Việt–Mỹ , xã - huyện"),
            ("tàu Hà Nội-Sài Gòn chạy", "tàu Hà Nội-Sài Gòn chạy"),
            ("âm -5, thêm +84, giá $100, 50°C", "âm -5 , thêm +84 , giá $100 , 50 °C"),
        ]);
    }

    #[test]
    fn numbers_and_abbreviations() {
        assert_written(&[
            ("dài 1,5km rộng 5km, 30m², 10%, 7h30", "dài 1,5 km rộng 5km , 30 m² , 10% , 7h30"),
            ("ở TP.HCM, Q.1, PGS.TS, T.Ư", "ở TP. HCM , Q. 1 , PGS.TS , T.Ư"),
            ("ngày 23/08/2013, số 30/2020/NĐ-CP", "ngày 23/08/2013 , số 30/2020/NĐ-CP"),
            ("số 5/QĐ-UBND, 04-NQ/TW", "số 5 / QĐ-UBND , 04 - NQ / TW"),
            ("gọi 0912 345 678, xem http://a.vn/b_c", "gọi 0912 345 678 , xem http://a.vn/b_c"),
        ]);
    }

    #[test]
    fn tone_marks_move_as_there() {
        for (text, wanted) in [
            ("hòa", "hoà"),
            ("Hòa", "Hoà"),
            ("HÒA", "HÒA"),
            ("Ủy", "Uỷ"),
            ("ỦY", "ỦY"),
            ("Òa", "Òa"),
            ("qúy", "quý"),
            ("thuỷ", "thuỷ"),
            ("Tùy", "Tuỳ"),
            ("xã", "xã"),
        ] {
            assert_eq!(with_tone(text), wanted, "{text}");
        }
    }

    #[test]
    fn a_line_is_a_sentence_whatever_the_text_breaks() {
        assert_written(&[("Xã xây dựng\nnông thôn\u{A0}mới.\n\nHết.", "Xã xây_dựng nông_thôn mới .\nHết ."), ("", "")]);
        let doc = Analyzer::new().unwrap().segment_only("Tha\u{301}p Mười\u{200B}.").unwrap();
        assert_eq!(doc.to_vncorenlp(), "Tháp_Mười .\n");
    }
}
