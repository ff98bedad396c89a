//! Web addresses, e-mail addresses, hashtags and mentions.

use super::TokenKind;
use super::lexer::{Lexer, Word};

/// Top-level domains that make a dotted word without `http://` a web address (`vnexpress.net`).
const DOMAINS: &[&str] = &["vn", "com", "net", "org", "gov", "edu", "info", "asia", "biz"];

/// Longest local part or domain looked for.
const LONGEST: usize = 80;

impl Lexer<'_, '_> {
    /// The e-mail or web address that begins with the ASCII word at `start`.
    pub fn web(&mut self, start: usize, word: &Word) -> Option<(usize, TokenKind)> {
        let scheme = self.slice(start, word.end);
        let has_scheme = self.bytes.get(word.end..word.end + 3) == Some(b"://")
            && ["http", "https", "ftp"].iter().any(|s| scheme.eq_ignore_ascii_case(s));
        if has_scheme || (scheme.eq_ignore_ascii_case("www") && self.at(word.end) == b'.') {
            let host = if has_scheme { word.end + 3 } else { word.end + 1 };
            if self.at(host).is_ascii_alphanumeric() {
                return Some((self.address_end(start), TokenKind::Url));
            }
        }
        if start < self.no_web_before || !matches!(self.at(word.end), b'.' | b'@' | b'_' | b'-' | b'+' | b'%') {
            return None;
        }
        let mut end = word.end;
        while end - start < LONGEST && is_web_byte(self.at(end)) {
            end += 1;
        }
        if self.at(end) == b'@' && self.at(end - 1).is_ascii_alphanumeric() {
            if let Some(end) = self.domain_end(end + 1) {
                return Some((end, TokenKind::Email));
            }
        } else if let Some(domain) = self.known_domain(start, end) {
            let goes_on = self.at(domain) == b'/' && self.at(domain + 1).is_ascii_alphanumeric();
            return Some((if goes_on { self.address_end(domain) } else { domain }, TokenKind::Url));
        }
        // What was read holds no address, so neither does any later start in it.
        self.no_web_before = end;
        None
    }

    /// Where the domain of an e-mail address ends; it needs a dot.
    fn domain_end(&self, start: usize) -> Option<usize> {
        let mut end = start;
        while end - start < LONGEST && (self.at(end).is_ascii_alphanumeric() || matches!(self.at(end), b'.' | b'-')) {
            end += 1;
        }
        let domain = self.slice(start, end).trim_end_matches(['.', '-']);
        let (name, top) = domain.rsplit_once('.')?;
        (!name.is_empty() && top.len() >= 2).then_some(start + domain.len())
    }

    /// Where a domain under a known top level ends, if all of `start..end` is one.
    fn known_domain(&self, start: usize, end: usize) -> Option<usize> {
        let domain = self.slice(start, end).trim_end_matches(['.', '-', '_', '+', '%']);
        let (name, top) = domain.rsplit_once('.')?;
        let well_formed = name.split('.').all(|label| {
            !label.is_empty() && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
        });
        (well_formed && DOMAINS.contains(&top)).then_some(start + domain.len())
    }

    /// Where an address that surely begins at `start` ends: at white space, a quotation mark or bracket, less the
    /// punctuation of the sentence around it.
    fn address_end(&self, start: usize) -> usize {
        let rest = self.text.get(start..).unwrap_or_default();
        let stop = |c: char| {
            c.is_whitespace()
                || c.is_control()
                || matches!(c, '<' | '>' | '"' | '“' | '”' | '‘' | '’' | '«' | '»' | '…')
        };
        let mut address = rest.split(stop).next().unwrap_or_default();
        let opened = address.bytes().filter(|&b| b == b'(').count();
        let mut closed = address.bytes().filter(|&b| b == b')').count();
        while let Some(last) = address.as_bytes().last() {
            match last {
                b')' if closed > opened => closed -= 1,
                b'.' | b',' | b';' | b':' | b'!' | b'?' | b']' | b'}' | b'\'' | b'*' => {}
                _ => break,
            }
            address = address.get(..address.len() - 1).unwrap_or_default();
        }
        start + address.len()
    }

    /// Where the `#hashtag` or `@mention` at `start` ends.
    pub fn tag(&self, start: usize) -> Option<usize> {
        let mention = self.at(start) == b'@';
        if mention && self.gap() == super::Gap::None && self.back(1).is_some_and(|t| t.kind != TokenKind::Punctuation) {
            return None;
        }
        let mut end = start + 1;
        loop {
            if self.at(end) == b'_' || self.at(end).is_ascii_digit() {
                end += 1;
                continue;
            }
            // A mention is ASCII, a hashtag may be Vietnamese.
            let word = self.word(end);
            if word.end == end || (mention && !word.ascii) {
                break;
            }
            end = word.end;
        }
        let body = self.slice(start + 1, end);
        body.bytes().any(|b| b != b'_').then_some(end)
    }
}

const fn is_web_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-' | b'+' | b'%')
}
