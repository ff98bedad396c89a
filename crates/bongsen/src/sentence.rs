//! Sentences: where one ends.
//!
//! A paragraph break always ends a sentence, a line break does unless the next line plainly goes on (it begins with a
//! small letter and the line before has no closing mark). Within a line `.`, `!`, `?` and `…` end a sentence together
//! with the closing quotes and brackets behind them, when what follows can begin one:
//!
//! ```text
//! Ông nói: “Tôi sẽ đến. Anh chờ nhé”. Sau đó…      3 sentences; `”.` stays with the second
//! “Ai đó?” anh hỏi.                                1: a small letter goes on
//! 1. Thực hiện … ;  Điều 5. Phạm vi                a number at the start is no sentence
//! (Nguồn: T. L. Ghi chú)                           1: brackets are not cut
//! ```
//! Dots of abbreviations, numbers and dates are inside tokens ([`token`](crate::token)), so they are no question here.

use crate::document::TokenRange;
use crate::normalize::key_of_lower;
use crate::token::{Case, Gap, TokenData, TokenKind};

/// Cuts `tokens` of the view `norm` into sentences, appended to `out`: every token is in exactly one. Linear.
///
/// ```
/// use bongsen::{sentence, token};
/// let text = "Bí thư xã nói: “Dân đồng lòng”. Việc đã xong!\nDương Út";
/// let (mut tokens, mut sentences) = (Vec::new(), Vec::new());
/// token::tokenize(text, &mut tokens);
/// sentence::split(text, &tokens, &mut sentences);
/// assert_eq!(sentences.len(), 3);
/// ```
pub fn split(norm: &str, tokens: &[TokenData], out: &mut Vec<TokenRange>) {
    let mut splitter = Splitter { norm, tokens, start: 0, brackets: 0, quote_open: false, opened_at: 0 };
    let mut at = 0;
    while at < tokens.len() {
        at = splitter.pass_over(at);
        let end = splitter.step(&mut at);
        if end || at >= tokens.len() {
            out.push(TokenRange::new(splitter.start as u32, at as u32));
            splitter.begin(at);
        }
    }
}

/// Brackets that stay open longer than this (tokens) are taken for a slip and no longer hold a sentence together.
const LONGEST_BRACKET: usize = 60;

/// What a token means for sentences.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    /// `.`
    Stop,
    /// `!`, `?`, `…`, `...`
    Shout,
    OpenQuote,
    CloseQuote,
    /// `"` or `'`, which are both.
    PlainQuote,
    OpenBracket,
    CloseBracket,
    Dash,
    /// Any other punctuation mark that goes on with a sentence: `,`, `;`, `:`.
    Inner,
    Other,
}

struct Splitter<'t> {
    norm: &'t str,
    tokens: &'t [TokenData],
    start: usize,
    /// Open brackets of the current sentence, and where the first was opened.
    brackets: u32,
    opened_at: usize,
    /// Whether a plain `"` is open.
    quote_open: bool,
}

impl Splitter<'_> {
    fn begin(&mut self, at: usize) {
        self.start = at;
        self.brackets = 0;
        if self.tokens.get(at).is_some_and(|t| t.gap == Gap::Paragraph) {
            self.quote_open = false;
        }
    }

    fn text(&self, at: usize) -> &str {
        self.tokens.get(at).and_then(|t| self.norm.get(t.span.range())).unwrap_or_default()
    }

    fn role(&self, at: usize) -> Role {
        match self.tokens.get(at) {
            Some(token) if token.kind == TokenKind::Punctuation => match self.text(at) {
                "." => Role::Stop,
                "“" | "‘" | "«" | "„" | "‹" => Role::OpenQuote,
                "”" | "’" | "»" | "›" => Role::CloseQuote,
                "\"" | "'" => Role::PlainQuote,
                "(" | "[" | "{" => Role::OpenBracket,
                ")" | "]" | "}" => Role::CloseBracket,
                "-" | "–" | "—" => Role::Dash,
                text if text.starts_with(['.', '!', '?', '…']) => Role::Shout,
                text if text.starts_with([',', ';', ':', '/', '&']) => Role::Inner,
                _ => Role::Other,
            },
            _ => Role::Other,
        }
    }

    /// The first token from `at` that is more than a word inside its line: a mark, or the last of its line.
    fn pass_over(&self, at: usize) -> usize {
        let pairs = self.tokens.get(at..).unwrap_or_default().windows(2);
        let plain = pairs.take_while(|pair| match pair {
            [token, next] => {
                token.kind != TokenKind::Punctuation && token.kind != TokenKind::Abbreviation && next.gap < Gap::Line
            }
            _ => false,
        });
        at + plain.count()
    }

    /// Reads the token at `at`, and with a closing mark everything that closes with it; moves `at` past it. Whether
    /// the sentence ends there.
    fn step(&mut self, at: &mut usize) -> bool {
        let role = self.role(*at);
        match role {
            Role::OpenBracket => {
                if self.brackets == 0 {
                    self.opened_at = *at;
                }
                self.brackets += 1;
            }
            Role::CloseBracket => self.brackets = self.brackets.saturating_sub(1),
            Role::PlainQuote => self.quote_open = !self.quote_open,
            _ => {}
        }
        let mark = *at;
        *at += 1;
        let and_so_on = self.ends_with_dot_and_may_stop(mark);
        if !matches!(role, Role::Stop | Role::Shout) && !and_so_on {
            return self.line_ends(*at);
        }
        let closed_quote = self.closers(at);
        if self.line_ends(*at) {
            return true;
        }
        let Some(next) = self.tokens.get(*at) else { return true };
        if self.brackets > 0 && *at - self.opened_at < LONGEST_BRACKET {
            return false;
        }
        if role == Role::Stop && self.is_enumerator(mark) {
            return false;
        }
        let next_role = self.role(*at);
        if matches!(next_role, Role::Inner | Role::CloseQuote | Role::CloseBracket | Role::Stop | Role::Shout) {
            return false;
        }
        if closed_quote && next_role == Role::Dash {
            return false;
        }
        // What opens the next sentence may be hidden behind an opening quote or dash.
        let mut head = *at;
        while head < *at + 3
            && matches!(self.role(head), Role::OpenQuote | Role::PlainQuote | Role::OpenBracket | Role::Dash)
            && self.tokens.get(head + 1).is_some_and(|t| t.gap < Gap::Line)
        {
            head += 1;
        }
        let small = self.tokens.get(head).is_some_and(|t| t.case == Case::Lower && t.kind == TokenKind::Syllable);
        if small {
            return false;
        }
        if next.gap == Gap::None && !closed_quote {
            // A missing space: `nhất.Theo` ends, `Q.Tân` and `3.5` do not.
            return next.kind == TokenKind::Syllable
                && next.case == Case::Title
                && mark.checked_sub(1).filter(|&i| i >= self.start).and_then(|i| self.tokens.get(i)).is_some_and(
                    |t| {
                        t.kind == TokenKind::Syllable && t.span.len() >= 2 && t.case == Case::Lower
                            || t.kind == TokenKind::Number
                            || t.kind == TokenKind::Punctuation
                    },
                );
        }
        true
    }

    /// Moves past what closes with a closing mark and touches it. Whether a quotation was closed.
    fn closers(&mut self, at: &mut usize) -> bool {
        let mut quote = false;
        while self.tokens.get(*at).is_some_and(|t| t.gap == Gap::None) {
            match self.role(*at) {
                Role::Stop | Role::Shout => {}
                Role::CloseQuote => quote = true,
                Role::PlainQuote if self.quote_open => {
                    self.quote_open = false;
                    quote = true;
                }
                Role::CloseBracket => self.brackets = self.brackets.saturating_sub(1),
                _ => break,
            }
            *at += 1;
        }
        quote
    }

    /// Whether the line break before the token at `at`, if there is one, ends the sentence.
    fn line_ends(&self, at: usize) -> bool {
        let Some(next) = self.tokens.get(at) else { return true };
        match next.gap {
            Gap::Paragraph => true,
            Gap::Line => {
                let closed = at.checked_sub(1).is_some_and(|last| {
                    matches!(self.role(last), Role::Stop | Role::Shout | Role::CloseQuote) || self.text(last) == ":"
                });
                let goes_on = next.case == Case::Lower && next.kind == TokenKind::Syllable;
                closed || !goes_on
            }
            Gap::None | Gap::Space => false,
        }
    }

    /// `v.v.` before a capital.
    fn ends_with_dot_and_may_stop(&self, at: usize) -> bool {
        const AND_SO_ON: u64 = key_of_lower("v.v.");
        self.tokens.get(at).is_some_and(|t| t.key == AND_SO_ON)
    }

    /// Whether the dot at `at` belongs to the number of a list item or heading at the start of the sentence: `1.`,
    /// `a.`, `IV.`, `Điều 5.`.
    fn is_enumerator(&self, at: usize) -> bool {
        const HEADINGS: [u64; 8] = [
            key_of_lower("điều"),
            key_of_lower("chương"),
            key_of_lower("mục"),
            key_of_lower("phần"),
            key_of_lower("khoản"),
            key_of_lower("bài"),
            key_of_lower("câu"),
            key_of_lower("bước"),
        ];
        let Some(number) = at.checked_sub(1).filter(|&n| n >= self.start) else { return false };
        let Some(token) = self.tokens.get(number) else { return false };
        let text = self.text(number);
        let is_label = token.kind == TokenKind::Number && text.len() <= 5
            || token.kind == TokenKind::Syllable
                && (text.chars().nth(1).is_none() || text.bytes().all(|b| matches!(b, b'I' | b'V' | b'X')));
        let heads = match number - self.start {
            0 => true,
            1 => self.tokens.get(self.start).is_some_and(|t| HEADINGS.contains(&t.key)),
            _ => false,
        };
        is_label && heads
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::token::tokenize;

    fn sentences(text: &str) -> Vec<&str> {
        let (mut tokens, mut out) = (Vec::new(), Vec::new());
        tokenize(text, &mut tokens);
        split(text, &tokens, &mut out);
        out.iter()
            .map(|r| {
                let start = tokens[r.start as usize].span.start() as usize;
                &text[start..tokens[r.end as usize - 1].span.end() as usize]
            })
            .collect()
    }

    #[track_caller]
    fn check(want: &[&str]) {
        assert_eq!(sentences(&want.join(" ")), want);
    }

    #[test]
    fn marks_end_sentences() {
        check(&["Trời đẹp.", "Ai đến?", "Mau lên!", "Rồi sao…", "Thế thôi..."]);
        check(&["Giá 1.200,5 đồng ngày 23.8.2013 tại TP.HCM."]);
        check(&["Ông về TP.HCM.", "Theo ông, mọi việc ổn."]);
        check(&["Trồng lúa, ngô, v.v.", "Năm sau tính tiếp."]);
        check(&["Anh Nguyễn Văn A. khai nhận với PGS.TS. Trần Bé."]);
        check(&["Gặp tại huyện A.", "Ông Bé vui."]);
    }

    #[test]
    fn quotes_and_brackets_close_with_their_sentence() {
        check(&["Ông nói: “Tôi sẽ đến.", "Anh chờ nhé”.", "Sau đó ông về."]);
        check(&["“Ai đó?” anh hỏi.", "\"Tôi đây!\" - bà đáp.", "\"Vào đi.\"", "Cửa mở."]);
        check(&["Ông (sinh năm 1950. Mất năm 2010) là người xã.", "(Theo bản tin.)", "Hết."]);
        check(&["“Thế à?”, ông hỏi lại."]);
    }

    #[test]
    fn list_numbers_are_no_sentences() {
        check(&["1. Thực hiện nghị quyết; rà soát.", "2. Báo cáo."]);
        check(&["Điều 5. Phạm vi điều chỉnh."]);
        check(&["IV. Kết luận"]);
    }

    #[test]
    fn lines() {
        assert_eq!(
            sentences("Đầu đề\n\nNội dung\ngồm hai dòng.\nDương Út"),
            ["Đầu đề", "Nội dung\ngồm hai dòng.", "Dương Út"]
        );
        assert_eq!(sentences("gồm:\nmột;\n- Hai;"), ["gồm:", "một;", "- Hai;"]);
        assert_eq!(sentences("hết đoạn\n\nđoạn mới"), ["hết đoạn", "đoạn mới"]);
        assert!(sentences(" \n ").is_empty());
    }
}
