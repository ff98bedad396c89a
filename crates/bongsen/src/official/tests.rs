//! What each wording says of a post: `person: role, body; status start..end`.

use crate::{Analyzer, Document};

fn told(document: &Document) -> Vec<String> {
    document
        .officials()
        .map(|o| {
            let text = |e: Option<crate::Entity<'_>>| e.map_or("–", |e| e.text()).to_owned();
            let term = o.term();
            let date = |d: Option<crate::PartialDate>| d.map(|d| d.to_string()).unwrap_or_default();
            let dates = match (term.start, term.end) {
                (None, None) => String::new(),
                (start, end) => format!(" {}..{}", date(start), date(end)),
            };
            format!("{}: {}, {}; {}{dates}", text(o.person()), o.role(), text(o.organization()), o.status().label())
        })
        .collect()
}

/// Every text is read as one of 7 August 2019.
fn check(cases: &[(&str, &[&str])]) {
    let analyzer = Analyzer::new().unwrap();
    let mut wrong = Vec::new();
    for (text, expected) in cases {
        let found = told(&analyzer.analyze_on(text, "2019-08-07".parse().ok()).unwrap());
        if found != *expected {
            wrong.push(format!("{text}\n  found    {found:#?}\n  expected {expected:#?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn words_of_the_title() {
    check(&[
        ("Ông Trần Văn Mẫu, nguyên Bí thư Huyện ủy, dự.", &["Trần Văn Mẫu: Bí thư, Huyện ủy; former"]),
        ("Cựu Bộ trưởng Bộ Y tế Trần Văn Mẫu dự.", &["Trần Văn Mẫu: Bộ trưởng, Bộ Y tế; former"]),
        ("Quyền Giám đốc Sở Y tế Trần Văn Mẫu nói.", &["Trần Văn Mẫu: Giám đốc, Sở Y tế; acting"]),
        (
            "Phó Giám đốc phụ trách Sở Y tế Trần Văn Mẫu nói.",
            &["Trần Văn Mẫu: Phó Giám đốc phụ trách, Sở Y tế; acting"],
        ),
        ("Giám đốc Sở Y tế Trần Văn Mẫu nói.", &["Trần Văn Mẫu: Giám đốc, Sở Y tế; current"]),
    ]);
}

#[test]
fn posts_that_are_given() {
    check(&[
        (
            "Ngày 5-8, HĐND tỉnh bầu ông Trần Văn Mẫu giữ chức Chủ tịch UBND tỉnh.",
            &["Trần Văn Mẫu: Chủ tịch, UBND tỉnh; appointed 2019-08-05.."],
        ),
        (
            "Ông Trần Văn Mẫu được bầu giữ chức Chủ tịch UBND tỉnh từ ngày 1/7/2021.",
            &["Trần Văn Mẫu: Chủ tịch, UBND tỉnh; appointed 2021-07-01.."],
        ),
        (
            "Bà Lê Thị Ví Dụ được chỉ định giữ chức Bí thư Huyện ủy nhiệm kỳ 2015 - 2020.",
            &["Lê Thị Ví Dụ: Bí thư, Huyện ủy; appointed 2015..2020"],
        ),
        (
            "Tháng 3/2015, ông Trần Văn Mẫu được bổ nhiệm làm Giám đốc Sở Y tế.",
            &["Trần Văn Mẫu: Giám đốc, Sở Y tế; appointed 2015-03.."],
        ),
        (
            "Ông Trần Văn Mẫu, sinh năm 1971, được bổ nhiệm làm Giám đốc Sở Y tế.",
            &["Trần Văn Mẫu: Giám đốc, Sở Y tế; appointed"],
        ),
        ("Bà Lê Thị Ví Dụ được giao phụ trách chức vụ Giám đốc Sở Y tế.", &["Lê Thị Ví Dụ: Giám đốc, Sở Y tế; acting"]),
        (
            "Ông Trần Văn Mẫu được giới thiệu bầu giữ chức Chủ tịch UBND tỉnh.",
            &["Trần Văn Mẫu: Chủ tịch, UBND tỉnh; proposed"],
        ),
    ]);
}

#[test]
fn who_decides_is_not_given_the_post() {
    check(&[
        ("Ngày 5/8, Thủ tướng Phan Văn Thử bổ nhiệm Giám đốc Học viện.", &["Phan Văn Thử: Thủ tướng, –; current"]),
        (
            "Ông Trần Văn Mẫu được Thủ tướng Phan Văn Thử bổ nhiệm làm Bộ trưởng Bộ Y tế năm 2013.",
            &["Trần Văn Mẫu: Bộ trưởng, Bộ Y tế; appointed 2013..", "Phan Văn Thử: Thủ tướng, –; current"],
        ),
    ]);
}

#[test]
fn the_old_post_and_the_new() {
    check(&[
        // Given another post: whether the first is kept is not said.
        (
            "Bổ nhiệm ông Trần Văn Mẫu, Phó Giám đốc Sở Y tế, làm Giám đốc Sở Y tế.",
            &["Trần Văn Mẫu: Phó Giám đốc, Sở Y tế; current", "Trần Văn Mẫu: Giám đốc, Sở Y tế; appointed"],
        ),
        // Moved: it is left.
        (
            "Ngày 5/8, Tỉnh ủy điều động ông Trần Văn Mẫu, Giám đốc Sở Y tế, giữ chức Bí thư Huyện ủy Tháp Mười.",
            &[
                "Trần Văn Mẫu: Giám đốc, Sở Y tế; former ..2019-08-05",
                "Trần Văn Mẫu: Bí thư, Huyện ủy Tháp Mười; appointed 2019-08-05..",
            ],
        ),
        // A rank is no post that is left.
        (
            "Thượng tá Trần Văn Mẫu được điều động giữ chức Trưởng Công an huyện Tháp Mười.",
            &[
                "Trần Văn Mẫu: Thượng tá, –; current",
                "Trần Văn Mẫu: Trưởng Công an, Công an huyện Tháp Mười; appointed",
            ],
        ),
        (
            "Ngày 5/8, bà Lê Thị Ví Dụ được bầu giữ chức Chủ tịch UBND xã, thay ông Trần Văn Mẫu.",
            &[
                "Lê Thị Ví Dụ: Chủ tịch, UBND xã; appointed 2019-08-05..",
                "Trần Văn Mẫu: Chủ tịch, UBND xã; former ..2019-08-05",
            ],
        ),
    ]);
}

#[test]
fn posts_that_end() {
    check(&[
        (
            "Ngày 5/8, HĐND xã miễn nhiệm chức danh Chủ tịch UBND xã đối với ông Trần Văn Mẫu.",
            &["Trần Văn Mẫu: Chủ tịch, UBND xã; dismissed ..2019-08-05"],
        ),
        (
            "HĐND xã bãi nhiệm chức vụ Chủ tịch UBND xã của ông Trần Văn Mẫu.",
            &["Trần Văn Mẫu: Chủ tịch, UBND xã; dismissed"],
        ),
        (
            "Ông Trần Văn Mẫu thôi giữ chức Giám đốc Sở Y tế từ ngày 1/9.",
            &["Trần Văn Mẫu: Giám đốc, Sở Y tế; dismissed ..2019-09-01"],
        ),
        (
            "HĐND huyện miễn nhiệm ông Trần Văn Mẫu, Chủ tịch UBND huyện.",
            &["Trần Văn Mẫu: Chủ tịch, UBND huyện; dismissed"],
        ),
        (
            "Ông Trần Văn Mẫu, Giám đốc Sở Y tế, nghỉ hưu từ ngày 1/8/2020.",
            &["Trần Văn Mẫu: Giám đốc, Sở Y tế; dismissed ..2020-08-01"],
        ),
        // What will be has not happened.
        ("Giám đốc Sở Y tế Trần Văn Mẫu sẽ nghỉ hưu.", &["Trần Văn Mẫu: Giám đốc, Sở Y tế; current"]),
        ("Giám đốc Sở Y tế Trần Văn Mẫu xin từ chức.", &["Trần Văn Mẫu: Giám đốc, Sở Y tế; current"]),
    ]);
}

#[test]
fn years_of_a_term() {
    check(&[
        (
            "Ông Trần Văn Mẫu, nguyên Bí thư Huyện ủy Tháp Mười (2011 - 2016), dự.",
            &["Trần Văn Mẫu: Bí thư, Huyện ủy Tháp Mười; former 2011..2016"],
        ),
        (
            "Ông Trần Văn Mẫu từng là Giám đốc Sở Y tế từ năm 2010 đến năm 2015.",
            &["Trần Văn Mẫu: Giám đốc, Sở Y tế; former 2010..2015"],
        ),
        (
            "Ông Trần Văn Mẫu là Giám đốc Sở Y tế từ năm 2010 đến nay.",
            &["Trần Văn Mẫu: Giám đốc, Sở Y tế; current 2010.."],
        ),
        // Years of a life, and the day of a speech.
        ("Giám đốc Sở Y tế Trần Văn Mẫu (1930 - 2010).", &["Trần Văn Mẫu: Giám đốc, Sở Y tế; current"]),
        ("Ngày 5/8, Giám đốc Sở Y tế Trần Văn Mẫu nói.", &["Trần Văn Mẫu: Giám đốc, Sở Y tế; current"]),
    ]);
}

#[test]
fn without_a_date_of_the_document_a_date_stays_partial() {
    let document = Analyzer::new()
        .unwrap()
        .analyze("Ngày 5-8, HĐND tỉnh bầu ông Trần Văn Mẫu giữ chức Chủ tịch UBND tỉnh.")
        .unwrap();
    assert_eq!(told(&document), ["Trần Văn Mẫu: Chủ tịch, UBND tỉnh; appointed --08-05.."]);
}

#[test]
fn titles_of_others_and_of_the_whole_country() {
    check(&[
        (
            "Ông Trần Văn Mẫu và Bộ trưởng Bộ Y tế, bà Lê Thị Ví Dụ, cùng dự.",
            &["Lê Thị Ví Dụ: Bộ trưởng, Bộ Y tế; current"],
        ),
        (
            "Phó Thủ tướng, Bộ trưởng Bộ Y tế Trần Văn Mẫu dự.",
            &["Trần Văn Mẫu: Phó Thủ tướng, –; current", "Trần Văn Mẫu: Bộ trưởng, Bộ Y tế; current"],
        ),
    ]);
}
