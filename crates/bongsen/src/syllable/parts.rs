//! The parts of a rime: medial, nucleus, coda, in the letters of the spelling.
//!
//! ```text
//! oanh = o + a + nh     uyên = u + yê + n     ươu = ươ + u     oong = oo + ng     ia = ia
//!        medial                 nucleus              coda
//! ```
//! Source: Đoàn Thiện Thuật, Ngữ âm tiếng Việt (1977): âm đệm /w/ written o before a, ă, e and u elsewhere; âm chính, of
//! which ia and iê (ya, yê), ua and uô, ưa and ươ are one each; âm cuối, of which i, y, o, u are glides.

/// The glide before the nucleus with the letter that shows that it is one: `ua` is a nucleus, `uâ` is not.
const MEDIALS: &[&str] = &["oa", "oă", "oe", "uâ", "uê", "uơ", "uy"];

/// Nuclei of two letters.
const NUCLEI: &[&str] = &["ia", "iê", "ya", "yê", "ua", "uô", "ưa", "ươ", "oo"];

/// Medial, nucleus and coda of a rime; together they are the rime.
pub(super) fn split(rime: &'static str) -> [&'static str; 3] {
    let is_glide = MEDIALS.iter().any(|medial| rime.starts_with(medial));
    let (medial, rest) = rime.split_at(usize::from(is_glide));
    let length = NUCLEI
        .iter()
        .find(|nucleus| rest.starts_with(**nucleus))
        .map_or_else(|| rest.chars().next().map_or(0, char::len_utf8), |nucleus| nucleus.len());
    let (nucleus, coda) = rest.split_at(length);
    [medial, nucleus, coda]
}
