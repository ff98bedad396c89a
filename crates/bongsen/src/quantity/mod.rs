//! Quantities: amounts of money, shares, measures and counts, with exact values.
//!
//! ```text
//! hơn          4,8     tỷ      đồng         5 - 10     tỉ    đồng      /  ha
//! └qualifier┘  number  × 10⁹   unit         low  high  × 10⁹ unit         per
//! ```
//! Marks are read as Vietnamese writes them: a dot groups thousands (`1.200` is 1200), a comma begins the decimals
//! (`4,8`). Where only one reading is a number, that is taken: `2.5` has no group of three and `1,200,000` has two
//! commas. One comma before exactly three digits (`1,200`) is read as decimals and [`Quantity::is_ambiguous`] says so. A
//! number with neither unit nor multiplier is no quantity, nor is one inside a date or a legal document. Numbers in words
//! are read like digits (`hai triệu đồng`), but `một người` is an article. Fractions (`2/3`) are not read; lengths of time
//! are in [`time`](crate::time).

mod units;

use std::fmt;

use crate::document::{Document, TokenRange};
use crate::entity::EntityKind;
use crate::normalize::key;
use crate::numeral;
use crate::span::{Orig, Span};
use crate::token::{Line, Phrases, TokenKind};
pub use units::Measure;

/// An exact decimal: `mantissa` / 10^`scale`. It is written by `Display` without an exponent: `4800000000`, `4.5`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Decimal {
    mantissa: u128,
    scale: u32,
}

impl Decimal {
    /// The decimal in its shortest form: no zeros at the end of the decimals.
    fn new(mut mantissa: u128, mut scale: u32) -> Self {
        while scale > 0 && mantissa.is_multiple_of(10) {
            mantissa /= 10;
            scale -= 1;
        }
        Self { mantissa, scale }
    }

    /// The number without its decimal mark.
    pub const fn mantissa(self) -> u128 {
        self.mantissa
    }

    /// How many digits of it are decimals.
    pub const fn scale(self) -> u32 {
        self.scale
    }

    /// Times ten to a power; `None` when it does not fit into 128 bits.
    fn times_ten_to(self, power: u32) -> Option<Self> {
        let kept = power.saturating_sub(self.scale);
        let mantissa = self.mantissa.checked_mul(10_u128.checked_pow(kept)?)?;
        Some(Self::new(mantissa, self.scale.saturating_sub(power)))
    }

    /// Times a whole number.
    pub(crate) fn times(self, factor: u32) -> Option<Self> {
        Some(Self::new(self.mantissa.checked_mul(factor.into())?, self.scale))
    }

    /// A tenth of it.
    pub(crate) fn tenth(self) -> Self {
        Self::new(self.mantissa, self.scale.saturating_add(1))
    }

    pub(crate) fn plus(self, other: Self) -> Option<Self> {
        let scale = self.scale.max(other.scale);
        let (a, b) = (self.times_ten_to(scale)?, other.times_ten_to(scale)?);
        Some(Self::new(a.mantissa.checked_add(b.mantissa)?, scale))
    }

    fn is_less_than(self, other: Self) -> bool {
        let scale = self.scale.max(other.scale);
        match (self.times_ten_to(scale), other.times_ten_to(scale)) {
            (Some(a), Some(b)) => a.mantissa < b.mantissa,
            _ => false,
        }
    }
}

impl From<u32> for Decimal {
    fn from(number: u32) -> Self {
        Self::new(number.into(), 0)
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let width = self.scale as usize + 1;
        let digits = format!("{:0width$}", self.mantissa);
        match digits.split_at_checked(digits.len() - self.scale as usize) {
            Some((whole, decimals)) if self.scale > 0 => write!(f, "{whole}.{decimals}"),
            _ => f.write_str(&digits),
        }
    }
}

/// What the words before a number make of it.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Qualifier {
    /// `hơn`, `trên`.
    More,
    /// `gần`.
    Nearly,
    /// `khoảng`, `chừng`, `xấp xỉ`, `ước`, `ước tính`.
    About,
    /// `dưới`, `chưa đến`, `chưa tới`, `chưa đầy`.
    Less,
    /// `ít nhất`, `tối thiểu`.
    AtLeast,
    /// `tối đa`, `nhiều nhất`, `không quá`.
    AtMost,
}

impl Qualifier {
    /// The word in records.
    pub const fn label(self) -> &'static str {
        match self {
            Self::More => "more-than",
            Self::Nearly => "nearly",
            Self::About => "about",
            Self::Less => "less-than",
            Self::AtLeast => "at-least",
            Self::AtMost => "at-most",
        }
    }
}

/// An amount that the text names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quantity {
    span: Span<Orig>,
    value: Decimal,
    upper: Option<Decimal>,
    unit: Option<(&'static str, Measure)>,
    per: Option<&'static str>,
    qualifier: Option<Qualifier>,
    ambiguous: bool,
}

impl Quantity {
    /// Where number, multiplier and unit stand in the original, in bytes; the qualifier is outside.
    pub const fn span(&self) -> Span<Orig> {
        self.span
    }

    /// The value in its unit, multiplied out; of a range (`5-10 tỉ đồng`), the lower end.
    pub const fn value(&self) -> Decimal {
        self.value
    }

    /// The upper end of a range.
    pub const fn upper(&self) -> Option<Decimal> {
        self.upper
    }

    /// The unit in its normal form: `VND`, `%`, `ha`, `người`. `None` where only a multiplier stands (`120 triệu`).
    pub fn unit(&self) -> Option<&'static str> {
        self.unit.map(|(unit, _)| unit)
    }

    /// What the unit measures.
    pub fn measure(&self) -> Option<Measure> {
        self.unit.map(|(_, measure)| measure)
    }

    /// What it is per, in the normal form of a unit: `ha` in `6 tấn/ha`.
    pub const fn per(&self) -> Option<&'static str> {
        self.per
    }

    /// What the words before it make of it.
    pub const fn qualifier(&self) -> Option<Qualifier> {
        self.qualifier
    }

    /// Whether a mark in the number can also be read the other way (`1,200`).
    pub const fn is_ambiguous(&self) -> bool {
        self.ambiguous
    }
}

/// What may stand before a number, and what it makes of it.
pub(crate) fn qualifiers() -> Phrases<Qualifier> {
    Phrases::new(units::QUALIFIERS)
}

impl Document {
    /// The amounts of money, shares, measures and counts that the text names, in order. Read when asked for, in linear
    /// time; of a document of [`segment_only`](crate::Analyzer::segment_only), numbers in dates are not known as such.
    ///
    /// ```
    /// let doc = bongsen::Analyzer::new()?.analyze("Xã chi hơn 4,8 tỷ đồng làm 5-6 km đường cho 1.200 hộ dân.")?;
    /// let found = doc.quantities();
    /// assert_eq!(doc.slice(found[0].span()), "4,8 tỷ đồng");
    /// assert_eq!((found[0].value().to_string().as_str(), found[0].unit()), ("4800000000", Some("VND")));
    /// assert_eq!(found[0].qualifier().map(|q| q.label()), Some("more-than"));
    /// assert_eq!(found[1].upper().map(|d| d.to_string()).as_deref(), Some("6"));
    /// assert_eq!((found[2].value().to_string().as_str(), found[2].unit()), ("1200", Some("hộ")));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn quantities(&self) -> Vec<Quantity> {
        let reader = Reader::new(self);
        let mut out = Vec::new();
        let named = |kind| matches!(kind, EntityKind::Date | EntityKind::LegalDoc);
        let mut taken = self.data().entities.iter().filter(|e| named(e.kind)).map(|e| e.tokens).peekable();
        let mut i = 0;
        while (i as usize) < reader.line.tokens.len() {
            while taken.next_if(|range| range.end <= i).is_some() {}
            if let Some(range) = taken.peek().filter(|range| range.start <= i) {
                i = range.end.max(i + 1);
                continue;
            }
            i = match reader.at(i) {
                Some((quantity, range)) => {
                    out.push(Quantity { span: self.to_orig(self.data().span_of(range)), ..quantity });
                    range.end.max(i + 1)
                }
                None => i + 1,
            };
        }
        out
    }
}

/// A number with what multiplies it.
#[derive(Clone, Copy)]
struct Amount {
    end: u32,
    number: Decimal,
    value: Decimal,
    power: u32,
    unit: Option<(&'static str, Measure)>,
    ambiguous: bool,
}

struct Reader<'a> {
    line: Line<'a>,
    units: Phrases<(&'static str, Measure)>,
    multipliers: Phrases<u32>,
    qualifiers: Phrases<Qualifier>,
    no_unit: Vec<(u64, u64)>,
    until: u64,
    from: u64,
    ordinal: u64,
}

impl<'a> Reader<'a> {
    fn new(document: &'a Document) -> Self {
        let data = document.data();
        Self {
            line: Line { norm: data.norm(), tokens: &data.tokens },
            units: Phrases::new(units::UNITS.map(|(text, unit, measure)| (text, (unit, measure)))),
            multipliers: Phrases::new(units::MULTIPLIERS),
            qualifiers: qualifiers(),
            no_unit: units::NO_UNIT.into_iter().map(|(a, b)| (key(a), key(b))).collect(),
            until: key("đến"),
            from: key("từ"),
            ordinal: key("thứ"),
        }
    }

    /// The longest phrase at `i`, on the line of the token before.
    fn longest<T: Copy>(&self, rows: &Phrases<T>, i: u32) -> Option<(T, u32)> {
        if self.line.goes_on(i) { rows.longest(&self.line, i) } else { None }
    }

    fn unit(&self, i: u32) -> Option<((&'static str, Measure), u32)> {
        let (unit, end) = self.longest(&self.units, i)?;
        let other = self.no_unit.contains(&(self.line.next_key(i), self.line.next_key(end)));
        let capital = self.line.text(i) == "M";
        (!other && !capital).then_some((unit, end))
    }

    /// The quantity whose number begins at `i`, and its tokens.
    fn at(&self, i: u32) -> Option<(Quantity, TokenRange)> {
        // Cheap: most tokens are no numbers.
        let token = self.line.token(i)?;
        if token.kind != TokenKind::Number && self.in_words(i).is_none() {
            return None;
        }
        // The end of a number that is written with other marks, or of a name (`A-320`).
        let glued = self.line.glued(i) && i > 0 && matches!(self.line.text(i - 1), "-" | "–" | "/" | "." | ",");
        if glued {
            return None;
        }
        let sign = i > 0 && self.line.glued(i) && matches!(self.line.text(i - 1), "$" | "US$" | "€");
        let mut first = self.amount(i)?;
        let mut upper = None;
        let dash = self.line.goes_on(first.end) && matches!(self.line.text(first.end), "-" | "–" | "—");
        let until = self.line.next_key(first.end) == self.until && i > 0 && self.line.next_key(i - 1) == self.from;
        if (dash || until)
            && self.line.goes_on(first.end + 1)
            && let Some(last) = self.amount(first.end + 1)
            && (first.unit.is_none() || first.unit == last.unit)
        {
            // The multiplier of the last is that of both (`5-10 tỉ đồng`), where that makes a range.
            let shared = if first.power == 0 { first.number.times_ten_to(last.power)? } else { first.value };
            if shared.is_less_than(last.value) && (last.unit.is_some() || last.power > 0) {
                let ambiguous = first.ambiguous || last.ambiguous;
                first = Amount { value: shared, ambiguous, ..last };
                upper = Some(last.value);
            }
        }
        if sign && first.unit.is_none() {
            first.unit =
                Some(if self.line.text(i - 1) == "€" { ("EUR", Measure::Money) } else { ("USD", Measure::Money) });
        }
        if first.unit.is_none() && first.power == 0 {
            return None;
        }
        let mut end = first.end;
        let mut per = None;
        if first.unit.is_some()
            && self.line.goes_on(end)
            && self.line.text(end) == "/"
            && let Some(((unit, _), after)) = self.unit(end + 1)
        {
            per = Some(unit);
            end = after;
        }
        let start = i - u32::from(sign);
        let before = if upper.is_some() && until { i - 1 } else { start };
        let qualifier = self.qualifiers.ending_at(&self.line, before);
        let quantity = Quantity {
            span: Span::new(0, 0),
            value: first.value,
            upper,
            unit: first.unit,
            per,
            qualifier,
            ambiguous: first.ambiguous,
        };
        Some((quantity, TokenRange::new(start, end)))
    }

    /// A number, its multipliers and its unit: `4,8 tỷ đồng`, `2 tỷ 300 triệu`, `100m2`.
    fn amount(&self, i: u32) -> Option<Amount> {
        let (mut amount, glued) = self.simple(i)?;
        // `2 tỷ 300 triệu đồng`: at most one step for each multiplier, each smaller.
        let mut least = amount.power;
        while amount.unit.is_none()
            && least > 0
            && self.line.goes_on(amount.end)
            && let Some((next, _)) = self.simple(amount.end)
            && next.power < least
            && next.power > 0
        {
            amount = Amount {
                end: next.end,
                value: amount.value.plus(next.value)?,
                ambiguous: amount.ambiguous || next.ambiguous,
                ..amount
            };
            least = next.power;
        }
        if !glued && let Some((unit, end)) = self.unit(amount.end) {
            amount = Amount { unit: Some(unit), end, ..amount };
        }
        Some(amount)
    }

    /// A number in words, and where it ends. What orders (`thứ hai`) or stands for an article (`một người`) is none.
    fn in_words(&self, i: u32) -> Option<(u32, u32)> {
        let (value, end) = numeral::read(&self.line, i)?;
        let article = value == 1 && self.unit(end).is_some_and(|((_, measure), _)| measure == Measure::Count);
        (!article && self.line.key_before(i) != self.ordinal).then_some((value, end))
    }

    /// One number with its multipliers, and whether a unit is glued to it.
    fn simple(&self, i: u32) -> Option<(Amount, bool)> {
        if let Some((value, end)) = self.in_words(i) {
            let number = Decimal::from(value);
            return self
                .multiplied(Amount { end, number, value: number, power: 0, unit: None, ambiguous: false }, false);
        }
        let text = self.line.token(i).filter(|t| t.kind == TokenKind::Number).map(|_| self.line.text(i))?;
        let cut = text.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ','))).unwrap_or(text.len());
        let (digits, rest) = text.split_at(cut);
        let (number, ambiguous) = number(digits)?;
        let mut amount = Amount { end: i + 1, number, value: number, power: 0, unit: None, ambiguous };
        if !rest.is_empty() {
            if let Some(power) = self.multipliers.word(rest) {
                amount.power = power;
            } else {
                amount.unit = Some(self.units.word(rest)?);
            }
        }
        self.multiplied(amount, amount.unit.is_some())
    }

    /// With the multipliers behind the number: `nghìn tỷ`, two at most.
    fn multiplied(&self, mut amount: Amount, glued: bool) -> Option<(Amount, bool)> {
        for _ in 0..2 {
            if amount.unit.is_none()
                && let Some((more, after)) = self.longest(&self.multipliers, amount.end)
            {
                amount.power += more;
                amount.end = after;
            }
        }
        amount.value = amount.number.times_ten_to(amount.power)?;
        Some((amount, glued))
    }
}

/// The value of digits with marks, and whether it could be read the other way. `None` when the groups make no number.
pub(crate) fn number(text: &str) -> Option<(Decimal, bool)> {
    let dots = text.matches('.').count();
    let commas = text.matches(',').count();
    let groups = |text: &str, mark: char| {
        let mut parts = text.split(mark);
        let first = parts.next().unwrap_or_default();
        (1..=3).contains(&first.len()) && !first.starts_with('0') && parts.all(|part| part.len() == 3)
    };
    let (whole, decimals, ambiguous) = match (dots, commas) {
        (0, 0) => (text, "", false),
        (_, 0) if groups(text, '.') => (text, "", false),
        (1, 0) => text.split_once('.').map(|(a, b)| (a, b, false))?,
        (0, 1) => text.split_once(',').map(|(a, b)| (a, b, groups(text, ',')))?,
        (0, _) if groups(text, ',') => (text, "", false),
        // Both marks: the last begins the decimals, the other groups.
        _ => {
            let (a, b) = text.rfind(['.', ',']).and_then(|at| text.split_at_checked(at))?;
            let (mark, decimals) = b.split_at_checked(1)?;
            let other = if mark == "." { ',' } else { '.' };
            (!a.contains(mark) && groups(a, other)).then_some((a, decimals, false))?
        }
    };
    let mut mantissa: u128 = 0;
    for byte in whole.bytes().chain(decimals.bytes()).filter(u8::is_ascii_digit) {
        mantissa = mantissa.checked_mul(10)?.checked_add(u128::from(byte - b'0'))?;
    }
    Some((Decimal::new(mantissa, decimals.len() as u32), ambiguous))
}

#[cfg(all(test, feature = "bundled"))]
mod tests;
