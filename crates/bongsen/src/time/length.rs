//! Lengths of time: `5 năm`, `hai tuần`, `3 năm 6 tháng`, `một giờ rưỡi`, `nửa năm`, `2-3 ngày`.

use super::period::Grain;
use super::words::{NO_COUNT, NO_UNIT, UNITS, Unit};
use crate::normalize::{key, key_of_lower, keys_of_lower};
use crate::numeral;
use crate::quantity::{Decimal, Qualifier, number, qualifiers};
use crate::token::{Line, Phrases, TokenKind};

const AND_A_HALF: u64 = key_of_lower("rưỡi");
const HALF: u64 = key_of_lower("nửa");
const UNTIL: u64 = key_of_lower("đến");
const AGE: u64 = key_of_lower("tuổi");
const ONE: u64 = key_of_lower("một");
const DAY_AS_STORY: u64 = key_of_lower("hôm");
const FIVE: u64 = key_of_lower("năm");
const AFTER_FIVE: [u64; 5] = keys_of_lower(["năm", "ngày", "tuần", "giờ", "phút"]);
const NIGHT: u64 = key_of_lower("đêm");

/// A length of time found in the text.
#[derive(Clone, Debug)]
pub(super) struct Length {
    /// It ends before this token.
    pub end: u32,
    /// ISO 8601.
    pub value: String,
    /// The longer end of a range.
    pub upper: Option<String>,
    /// So many whole periods, where it is that.
    pub count: Option<(Grain, u32)>,
    /// What the words before make of it.
    pub qualifier: Option<Qualifier>,
}

/// Reads lengths of time.
#[derive(Debug)]
pub(super) struct Lengths {
    units: Phrases<Unit>,
    qualifiers: Phrases<Qualifier>,
    no_unit: Vec<(u64, u64)>,
    no_count: Vec<u64>,
}

/// A number before a unit.
#[derive(Clone, Copy)]
struct Count {
    end: u32,
    number: Decimal,
}

impl Lengths {
    pub fn new() -> Self {
        Self {
            units: Phrases::new(UNITS),
            qualifiers: qualifiers(),
            no_unit: NO_UNIT.into_iter().map(|(unit, next)| (key(unit), key(next))).collect(),
            no_count: NO_COUNT.into_iter().map(key).collect(),
        }
    }

    /// The length that begins at token `i`.
    pub fn at(&self, line: &Line<'_>, i: u32) -> Option<Length> {
        let qualifier = || self.qualifiers.ending_at(line, i);
        if line.key(i) == HALF {
            let (unit, end) = self.unit(line, i + 1).filter(|_| line.next_key(i + 1) != NIGHT)?;
            return Some(Length { end, value: half(unit), upper: None, count: None, qualifier: qualifier() });
        }
        if line.token(i)?.kind == TokenKind::Time {
            let value = clock(line.text(i))?;
            return Some(Length { end: i + 1, value, upper: None, count: None, qualifier: qualifier() });
        }
        let first = number_at(line, i)?;
        if self.no_count.contains(&line.key_before(i)) {
            return None;
        }
        let joint = line.is_dash(first.end) || line.next_key(first.end) == UNTIL;
        if joint
            && line.goes_on(first.end + 1)
            && let Some(last) = number_at(line, first.end + 1)
        {
            let (unit, end) = self.unit(line, last.end)?;
            return Some(Length {
                end,
                value: written(&[part(first.number, unit)?]),
                upper: Some(written(&[part(last.number, unit)?])),
                count: None,
                qualifier: qualifier(),
            });
        }
        let (unit, mut end) = self.unit(line, first.end)?;
        let story = line.key(i) == ONE && line.key(first.end) == DAY_AS_STORY;
        if story || line.next_key(end) == AGE {
            return None;
        }
        let mut parts = vec![part(first.number, unit)?];
        let mut count = whole(first.number).zip(unit.grain).map(|(n, (grain, each))| (grain, n.saturating_mul(each)));
        if line.next_key(end) == AND_A_HALF {
            end += 1;
            count = None;
            add_half(&mut parts, first.number, unit)?;
        }
        // `3 năm 6 tháng`, `1 giờ 30 phút`: each smaller than the one before.
        let mut least = unit;
        while line.goes_on(end)
            && let Some(next) = number_at(line, end)
            && let Some((smaller, after)) = self.unit(line, next.end)
            && rank(smaller) > rank(least)
        {
            parts.push(part(next.number, smaller)?);
            (least, end, count) = (smaller, after, None);
        }
        // `2 tháng 9`: a day and a month.
        let month = least.designator == 'M' && !least.clock && line.goes_on(end) && number_at(line, end).is_some();
        (!month).then(|| Length { end, value: written(&parts), upper: None, count, qualifier: qualifier() })
    }

    fn unit(&self, line: &Line<'_>, i: u32) -> Option<(Unit, u32)> {
        if !line.goes_on(i) {
            return None;
        }
        let (unit, end) = self.units.longest(line, i)?;
        let other = self.no_unit.contains(&(line.key(i), line.next_key(end)));
        (!other && line.is_common(i)).then_some((unit, end))
    }
}

/// The number that begins at token `i`, in digits or words.
fn number_at(line: &Line<'_>, i: u32) -> Option<Count> {
    let token = line.token(i)?;
    if token.kind == TokenKind::Number {
        let text = line.text(i);
        let plain = text.len() <= 8 && text.bytes().all(|b| b.is_ascii_digit() || b == b',' || b == b'.');
        let (number, _) = number(text).filter(|_| plain)?;
        return Some(Count { end: i + 1, number });
    }
    // `năm năm`, `năm ngày`: five of them, where a unit follows that is no year's part.
    let five = || {
        let said = token.key == FIVE && AFTER_FIVE.contains(&line.next_key(i + 1)) && line.is_common(i);
        said.then_some((5, i + 1))
    };
    let (value, end) = numeral::read(line, i).or_else(five)?;
    Some(Count { end, number: Decimal::from(value) })
}

/// How small a unit is.
fn rank(unit: Unit) -> usize {
    let order = "YQMWD".find(unit.designator);
    let clock = "HMS".find(unit.designator).map(|at| at + 5);
    (if unit.clock { clock } else { order }).unwrap_or_default()
}

/// A number and its letter; whether it stands behind the `T`.
type Written = (Decimal, char, bool);

fn whole(number: Decimal) -> Option<u32> {
    if number.scale() == 0 { u32::try_from(number.mantissa()).ok() } else { None }
}

fn part(number: Decimal, unit: Unit) -> Option<Written> {
    let each = match (unit.designator, unit.grain) {
        ('Q', _) => 3,
        (_, Some((_, each))) => each,
        _ => 1,
    };
    let letter = if unit.designator == 'Q' { 'M' } else { unit.designator };
    Some((number.times(each)?, letter, unit.clock))
}

/// `rưỡi`: half a unit more.
fn add_half(parts: &mut Vec<Written>, number: Decimal, unit: Unit) -> Option<()> {
    if unit.designator == 'Y' && unit.grain == Some((Grain::Year, 1)) {
        parts.push((Decimal::from(6), 'M', false));
        return Some(());
    }
    let doubled = number.times(2)?.plus(Decimal::from(1))?;
    // Times ten, so that a half is a whole number: 1.5 is 15 with one decimal.
    let (value, letter, clock) = part(doubled.times(5)?.tenth(), unit)?;
    parts.clear();
    parts.push((value, letter, clock));
    Some(())
}

/// Half of a unit.
fn half(unit: Unit) -> String {
    match (unit.designator, unit.grain) {
        ('Y', Some((_, 1))) => "P6M".to_owned(),
        ('Y', Some((_, each))) => format!("P{}Y", each / 2),
        ('H', _) => "PT30M".to_owned(),
        ('D', _) => "PT12H".to_owned(),
        (letter, _) => format!("P{}0.5{letter}", if unit.clock { "T" } else { "" }),
    }
}

/// `2h`, `2h30`.
fn clock(text: &str) -> Option<String> {
    let (hours, minutes) = text.split_once(['h', 'H'])?;
    let number = |text: &str| text.parse::<u8>().ok();
    Some(match (number(hours)?, minutes) {
        (hours, "") => format!("PT{hours}H"),
        (hours, minutes) => format!("PT{hours}H{}M", number(minutes)?),
    })
}

fn written(parts: &[Written]) -> String {
    let mut out = String::from("P");
    let mut clock = false;
    for (number, letter, behind) in parts {
        if *behind && !clock {
            out.push('T');
            clock = true;
        }
        out.push_str(&number.to_string());
        out.push(*letter);
    }
    out
}
