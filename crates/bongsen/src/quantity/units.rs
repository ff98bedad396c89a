//! Units and multipliers, and how the text writes them.
//!
//! Metric units and their signs are those of Decree 86/2012/NĐ-CP (legal units of measurement), currencies are ISO 4217.

/// What is measured.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Measure {
    /// Money.
    Money,
    /// A share in hundredths.
    Percent,
    /// A length.
    Length,
    /// An area.
    Area,
    /// A volume.
    Volume,
    /// A mass.
    Mass,
    /// Electric power or energy.
    Power,
    /// Things that are counted: people, households.
    Count,
}

impl Measure {
    /// The word in records.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Money => "money",
            Self::Percent => "percent",
            Self::Length => "length",
            Self::Area => "area",
            Self::Volume => "volume",
            Self::Mass => "mass",
            Self::Power => "power",
            Self::Count => "count",
        }
    }
}

/// As written in small letters, its normal form, and what it measures.
pub(super) const UNITS: [(&str, &str, Measure); 66] = [
    ("đồng", "VND", Measure::Money),
    ("đồng việt nam", "VND", Measure::Money),
    ("đ", "VND", Measure::Money),
    ("vnđ", "VND", Measure::Money),
    ("vnd", "VND", Measure::Money),
    ("usd", "USD", Measure::Money),
    ("đô la", "USD", Measure::Money),
    ("đô la mỹ", "USD", Measure::Money),
    ("đôla", "USD", Measure::Money),
    ("đôla mỹ", "USD", Measure::Money),
    ("$", "USD", Measure::Money),
    ("eur", "EUR", Measure::Money),
    ("euro", "EUR", Measure::Money),
    ("€", "EUR", Measure::Money),
    ("nhân dân tệ", "CNY", Measure::Money),
    ("yên nhật", "JPY", Measure::Money),
    ("bảng anh", "GBP", Measure::Money),
    ("%", "%", Measure::Percent),
    ("phần trăm", "%", Measure::Percent),
    ("km", "km", Measure::Length),
    ("kilômét", "km", Measure::Length),
    ("kilomet", "km", Measure::Length),
    ("ki lô mét", "km", Measure::Length),
    ("cây số", "km", Measure::Length),
    ("m", "m", Measure::Length),
    ("mét", "m", Measure::Length),
    ("cm", "cm", Measure::Length),
    ("mm", "mm", Measure::Length),
    ("ha", "ha", Measure::Area),
    ("héc ta", "ha", Measure::Area),
    ("hécta", "ha", Measure::Area),
    ("hecta", "ha", Measure::Area),
    ("m2", "m2", Measure::Area),
    ("m²", "m2", Measure::Area),
    ("mét vuông", "m2", Measure::Area),
    ("km2", "km2", Measure::Area),
    ("km²", "km2", Measure::Area),
    ("km vuông", "km2", Measure::Area),
    ("m3", "m3", Measure::Volume),
    ("m³", "m3", Measure::Volume),
    ("mét khối", "m3", Measure::Volume),
    ("lít", "l", Measure::Volume),
    ("ml", "ml", Measure::Volume),
    ("kg", "kg", Measure::Mass),
    ("ki lô gam", "kg", Measure::Mass),
    ("kilôgam", "kg", Measure::Mass),
    ("gam", "g", Measure::Mass),
    ("mg", "mg", Measure::Mass),
    ("tạ", "tạ", Measure::Mass),
    ("tấn", "tấn", Measure::Mass),
    ("kw", "kW", Measure::Power),
    ("mw", "MW", Measure::Power),
    ("kwh", "kWh", Measure::Power),
    ("mwh", "MWh", Measure::Power),
    ("người", "người", Measure::Count),
    ("người dân", "người", Measure::Count),
    ("hộ", "hộ", Measure::Count),
    ("hộ dân", "hộ", Measure::Count),
    ("hộ gia đình", "hộ", Measure::Count),
    ("gia đình", "gia đình", Measure::Count),
    ("học sinh", "học sinh", Measure::Count),
    ("đảng viên", "đảng viên", Measure::Count),
    ("đại biểu", "đại biểu", Measure::Count),
    ("cán bộ", "cán bộ", Measure::Count),
    ("lượt người", "lượt người", Measure::Count),
    ("trường hợp", "trường hợp", Measure::Count),
];

/// A multiplier and its power of ten.
pub(super) const MULTIPLIERS: [(&str, u32); 8] =
    [("nghìn", 3), ("ngàn", 3), ("vạn", 4), ("triệu", 6), ("tr", 6), ("tỷ", 9), ("tỉ", 9), ("trăm", 2)];

/// What makes another word of a unit before it: `đồng chí`, `hộ chiếu`, `tấn công`.
pub(super) const NO_UNIT: [(&str, &str); 17] = [
    ("đồng", "chí"),
    ("đồng", "bào"),
    ("đồng", "đội"),
    ("đồng", "hương"),
    ("đồng", "nghiệp"),
    ("đồng", "hồ"),
    ("đồng", "bằng"),
    ("đồng", "lúa"),
    ("đồng", "phạm"),
    ("đồng", "minh"),
    ("đồng", "đảng"),
    ("hộ", "chiếu"),
    ("hộ", "khẩu"),
    ("hộ", "lý"),
    ("hộ", "sinh"),
    ("hộ", "tống"),
    ("tấn", "công"),
];

/// What a number is said to be, and the word of the record.
pub(super) const QUALIFIERS: [(&str, super::Qualifier); 17] = {
    use super::Qualifier::{About, AtLeast, AtMost, Less, More, Nearly};
    [
        ("hơn", More),
        ("trên", More),
        ("gần", Nearly),
        ("khoảng", About),
        ("chừng", About),
        ("xấp xỉ", About),
        ("ước", About),
        ("ước tính", About),
        ("dưới", Less),
        ("chưa đến", Less),
        ("chưa tới", Less),
        ("chưa đầy", Less),
        ("ít nhất", AtLeast),
        ("tối thiểu", AtLeast),
        ("tối đa", AtMost),
        ("không quá", AtMost),
        ("nhiều nhất", AtMost),
    ]
};
