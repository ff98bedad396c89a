//! Codes of the provinces in ISO 3166-2:VN.
//!
//! ISO names provinces by name, so a code goes with the name: a province of 1 July 2025 has the code of the one whose name it
//! bears, and Huế that of Thừa Thiên Huế, whose successor it is. (How ISO itself numbers the provinces of 2025 was not
//! checked: its newsletters are not among the sources.) VN-15 was Hà Tây's, to 2008.

use super::kind::Level;
use super::spelling::bare_keys;
use super::unit::Unit;

/// Name and code; Điện Biên is 71 and Lai Châu 01 since they were divided (2004).
const PROVINCES: [(&str, &str); 65] = [
    ("Lai Châu", "VN-01"),
    ("Lào Cai", "VN-02"),
    ("Hà Giang", "VN-03"),
    ("Cao Bằng", "VN-04"),
    ("Sơn La", "VN-05"),
    ("Yên Bái", "VN-06"),
    ("Tuyên Quang", "VN-07"),
    ("Lạng Sơn", "VN-09"),
    ("Quảng Ninh", "VN-13"),
    ("Hòa Bình", "VN-14"),
    ("Hà Tây", "VN-15"),
    ("Ninh Bình", "VN-18"),
    ("Thái Bình", "VN-20"),
    ("Thanh Hóa", "VN-21"),
    ("Nghệ An", "VN-22"),
    ("Hà Tĩnh", "VN-23"),
    ("Quảng Bình", "VN-24"),
    ("Quảng Trị", "VN-25"),
    ("Thừa Thiên Huế", "VN-26"),
    ("Huế", "VN-26"),
    ("Quảng Nam", "VN-27"),
    ("Kon Tum", "VN-28"),
    ("Quảng Ngãi", "VN-29"),
    ("Gia Lai", "VN-30"),
    ("Bình Định", "VN-31"),
    ("Phú Yên", "VN-32"),
    ("Đắk Lắk", "VN-33"),
    ("Khánh Hòa", "VN-34"),
    ("Lâm Đồng", "VN-35"),
    ("Ninh Thuận", "VN-36"),
    ("Tây Ninh", "VN-37"),
    ("Đồng Nai", "VN-39"),
    ("Bình Thuận", "VN-40"),
    ("Long An", "VN-41"),
    ("Bà Rịa - Vũng Tàu", "VN-43"),
    ("An Giang", "VN-44"),
    ("Đồng Tháp", "VN-45"),
    ("Tiền Giang", "VN-46"),
    ("Kiên Giang", "VN-47"),
    ("Vĩnh Long", "VN-49"),
    ("Bến Tre", "VN-50"),
    ("Trà Vinh", "VN-51"),
    ("Sóc Trăng", "VN-52"),
    ("Bắc Kạn", "VN-53"),
    ("Bắc Giang", "VN-54"),
    ("Bạc Liêu", "VN-55"),
    ("Bắc Ninh", "VN-56"),
    ("Bình Dương", "VN-57"),
    ("Bình Phước", "VN-58"),
    ("Cà Mau", "VN-59"),
    ("Hải Dương", "VN-61"),
    ("Hà Nam", "VN-63"),
    ("Hưng Yên", "VN-66"),
    ("Nam Định", "VN-67"),
    ("Phú Thọ", "VN-68"),
    ("Thái Nguyên", "VN-69"),
    ("Vĩnh Phúc", "VN-70"),
    ("Điện Biên", "VN-71"),
    ("Đắk Nông", "VN-72"),
    ("Hậu Giang", "VN-73"),
    ("Cần Thơ", "VN-CT"),
    ("Đà Nẵng", "VN-DN"),
    ("Hà Nội", "VN-HN"),
    ("Hải Phòng", "VN-HP"),
    ("Hồ Chí Minh", "VN-SG"),
];

impl Unit<'_> {
    /// The code of a province in ISO 3166-2:VN; `None` for districts and communes, which have none.
    ///
    /// ```
    /// # #[cfg(feature = "bundled")] {
    /// use bongsen::place::{Level, Register};
    /// let register = Register::bundled()?;
    /// let code = |code, on: &str| register.get(Level::Province, code, on.parse().unwrap()).and_then(|unit| unit.iso_code());
    /// assert_eq!((code("87", "2013-08-23"), code("82", "2025-07-01")), (Some("VN-45"), Some("VN-45")));
    /// # }
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn iso_code(self) -> Option<&'static str> {
        if self.level() != Level::Province {
            return None;
        }
        let name = bare_keys(self.name());
        PROVINCES.iter().find(|(province, _)| bare_keys(province) == name).map(|(_, code)| *code)
    }
}
