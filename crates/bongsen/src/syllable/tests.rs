use super::*;
use crate::normalize::ToneStyle;

#[test]
fn syllables_are_taken_apart() {
    for (text, onset, rime, tone) in [
        ("ma", "m", "a", Tone::Ngang),
        ("Đốc", "đ", "ôc", Tone::Sac),
        ("KIỀU", "k", "iêu", Tone::Huyen),
        ("quyết", "qu", "yêt", Tone::Sac),
        ("quý", "qu", "y", Tone::Sac),
        ("Quốc", "qu", "ôc", Tone::Sac),
        ("gì", "gi", "i", Tone::Huyen),
        ("giếng", "gi", "iêng", Tone::Sac),
        ("giá", "gi", "a", Tone::Sac),
        ("ủy", "", "uy", Tone::Hoi),
        ("yêu", "", "yêu", Tone::Ngang),
        ("Mỹ", "m", "y", Tone::Nga),
        ("nguyễn", "ng", "uyên", Tone::Nga),
        ("thuở", "th", "uơ", Tone::Hoi),
        ("khuỷu", "kh", "uyu", Tone::Hoi),
        ("xoong", "x", "oong", Tone::Ngang),
    ] {
        assert_eq!(Syllable::parse(text), Some(Syllable { onset, rime, tone }), "{text}");
    }
}

#[test]
fn impossible_syllables_are_refused() {
    for text in
        ["", "b", "kat", "ca2", "ce", "ghà", "nga ", "ngi", "bac", "bàt", "bà\u{301}", "áá", "John", "Sor", "tiêu-"]
    {
        assert!(!is_valid(text), "{text}");
    }
}

#[test]
fn rimes_are_taken_apart() {
    for (text, parts) in [
        ("quyết", ["qu", "u", "yê", "t"]),
        ("quốc", ["qu", "u", "ô", "c"]),
        ("quả", ["qu", "u", "a", ""]),
        ("gì", ["gi", "", "i", ""]),
        ("gìn", ["gi", "", "i", "n"]),
        ("giếng", ["gi", "", "iê", "ng"]),
        ("giề", ["gi", "", "ê", ""]),
        ("giá", ["gi", "", "a", ""]),
        ("hoa", ["h", "o", "a", ""]),
        ("khoe", ["kh", "o", "e", ""]),
        ("ngoẹo", ["ng", "o", "e", "o"]),
        ("ngoằn", ["ng", "o", "ă", "n"]),
        ("oanh", ["", "o", "a", "nh"]),
        ("thủy", ["th", "u", "y", ""]),
        ("huệ", ["h", "u", "ê", ""]),
        ("thuở", ["th", "u", "ơ", ""]),
        ("tuần", ["t", "u", "â", "n"]),
        ("khuấy", ["kh", "u", "â", "y"]),
        ("khuya", ["kh", "u", "ya", ""]),
        ("khuỷu", ["kh", "u", "y", "u"]),
        ("khuỵch", ["kh", "u", "y", "ch"]),
        ("yêu", ["", "", "yê", "u"]),
        ("mía", ["m", "", "ia", ""]),
        ("múa", ["m", "", "ua", ""]),
        ("mưa", ["m", "", "ưa", ""]),
        ("muối", ["m", "", "uô", "i"]),
        ("hươu", ["h", "", "ươ", "u"]),
        ("xoong", ["x", "", "oo", "ng"]),
        ("túi", ["t", "", "u", "i"]),
        ("mai", ["m", "", "a", "i"]),
        ("mây", ["m", "", "â", "y"]),
        ("mao", ["m", "", "a", "o"]),
        ("mau", ["m", "", "a", "u"]),
        ("ngoao", ["ng", "o", "a", "o"]),
        ("áp", ["", "", "a", "p"]),
    ] {
        let s = Syllable::parse(text).unwrap();
        assert_eq!([s.onset, s.medial(), s.nucleus(), s.coda()], parts, "{text}");
    }
}

#[test]
fn every_possible_syllable_is_whole_in_its_parts_and_can_be_pronounced() {
    const CODAS: [&str; 13] = ["", "c", "ch", "m", "n", "ng", "nh", "p", "t", "i", "y", "o", "u"];
    for s in possible() {
        let medial = if s.onset == "qu" { "" } else { s.medial() };
        assert_eq!([medial, s.nucleus(), s.coda()].concat(), s.rime);
        assert!(CODAS.contains(&s.coda()) && !s.nucleus().is_empty(), "{s:?}");
        for dialect in Dialect::ALL {
            let ipa = s.ipa(dialect);
            let vowels = ipa.chars().filter(|c| "aɛeiɔouɨə".contains(*c)).count();
            assert!((1..=2).contains(&vowels) && ipa.ends_with(['˩', '˨', '˧', '˦', '˥', 'ˀ']), "{s:?} {ipa}");
        }
    }
}

#[test]
fn a_spelling_is_read_as_what_it_was_written_from() {
    for (text, old, new) in [
        ("HÒA", "hòa", "hoà"),
        ("quý", "quý", "quý"),
        ("gì", "gì", "gì"),
        ("giếng", "giếng", "giếng"),
        ("già", "già", "già"),
        ("khuỷu", "khuỷu", "khuỷu"),
        ("thuở", "thuở", "thuở"),
        ("xoóng", "xoóng", "xoóng"),
        ("cứa", "cứa", "cứa"),
        ("đường", "đường", "đường"),
    ] {
        let s = Syllable::parse(text).unwrap();
        assert_eq!([s.spelling(ToneStyle::Old), s.spelling(ToneStyle::New)], [old, new]);
    }
}

/// A syllable, and how it is pronounced in Hà Nội, Huế and Sài Gòn.
const IPA: &str = "
ma maː˧˧ maː˧˥ maː˧˧
quýt kwit˦˥ kwit˦˥ wɨt˦˥
quyết kwiət˦˥ kwiək˦˥ wiək˦˥
quốc kuək˦˥ kuək˦˥ wək˦˥
quý kwi˧˥ kwi˨ˀ˦ wi˦˥
quanh kwɛŋ̟˧˧ kwɛn˧˥ wan˧˧
quên kwen˧˧ kwen˧˥ wəːn˧˧
giếng ziəŋ˧˥ jiəŋ˨ˀ˦ jiəŋ˦˥
gì zi˨˩ ji˦˨ ji˨˩
gìn zin˨˩ jin˦˨ jɨn˨˩
giá zaː˧˥ jaː˨ˀ˦ jaː˦˥
giề ze˨˩ je˦˨ je˨˩
nghiêng ŋiəŋ˧˧ ŋiəŋ˧˥ ŋiəŋ˧˧
khuya xwiə˧˧ xwiə˧˥ xwiə˧˧
khuỷu xwiw˧˩˨ xwiw˧˨ˀ xwiw˨˩˦
ngoằn ŋwan˨˩ ŋwaŋ˦˨ waŋ˨˩
xoong sɔŋ˧˧ sɔŋ˧˥ sɔŋ˧˧
moóc mɔk˦˥ mɔk˦˥ mɔk˦˥
huýt hwit˦˥ hwit˦˥ wɨt˦˥
yêu ʔiəw˧˧ ʔiəw˧˥ ʔiw˧˧
y ʔi˧˧ ʔi˧˥ ʔi˧˧
oanh ʔwɛŋ̟˧˧ ʔwɛn˧˥ wan˧˧
ưu ʔɨw˧˧ ʔɨw˧˥ ʔɨw˧˧
hươu hɨəw˧˧ hɨəw˧˥ hɨw˧˧
ngoao ŋwaːw˧˧ ŋwaːw˧˥ waːw˧˧
mai maːj˧˧ maːj˧˥ maːj˧˧
mây məj˧˧ məj˧˥ məj˧˧
mao maːw˧˧ maːw˧˥ maːw˧˧
mau maw˧˧ maw˧˥ maw˧˧
mẹo mɛw˨˩ˀ mɛw˧˩ mɛw˨˩˨
kêu kew˧˧ kew˧˥ kew˧˧
thìa tʰiə˨˩ tʰiə˦˨ tʰiə˨˩
mua muə˧˧ muə˧˥ muə˧˧
mưa mɨə˧˧ mɨə˧˥ mɨə˧˧
mượn mɨən˨˩ˀ mɨəŋ˧˩ mɨəŋ˨˩˨
muốn muən˧˥ muəŋ˨ˀ˦ muəŋ˦˥
miền miən˨˩ miəŋ˦˨ miəŋ˨˩
biệt ɓiət˨˩ ɓiək˧˩ ɓiək˨˩˨
hoa hwaː˧˧ hwaː˧˥ waː˧˧
khỏe xwɛ˧˩˨ xwɛ˧˨ˀ xwɛ˨˩˦
huệ hwe˨˩ˀ hwe˧˩ we˨˩˨
thuở tʰwəː˧˩˨ tʰwəː˧˨ˀ tʰwəː˨˩˦
tuần twən˨˩ twəŋ˦˨ twəŋ˨˩
uyên ʔwiən˧˧ ʔwiəŋ˧˥ wiəŋ˧˧
xoắn swan˧˥ swaŋ˨ˀ˦ swaŋ˦˥
hoạch hwɛk̟˨˩ hwɛt˧˩ wat˨˩˨
huỳnh hwiŋ̟˨˩ hwin˦˨ wɨn˨˩
khuếch xwek̟˦˥ xwet˦˥ xwəːt˦˥
anh ʔɛŋ̟˧˧ ʔɛn˧˥ ʔan˧˧
sách sɛk̟˦˥ ʂɛt˦˥ ʂat˦˥
bệnh ɓeŋ̟˨˩ˀ ɓen˧˩ ɓəːn˨˩˨
minh miŋ̟˧˧ min˧˥ mɨn˧˧
thích tʰik̟˦˥ tʰit˦˥ tʰɨt˦˥
tên ten˧˧ ten˧˥ təːn˧˧
hết het˦˥ het˦˥ həːt˦˥
tin tin˧˧ tin˧˥ tɨn˧˧
ít ʔit˦˥ ʔit˦˥ ʔɨt˦˥
an ʔaːn˧˧ ʔaːŋ˧˥ ʔaːŋ˧˧
át ʔaːt˦˥ ʔaːk˦˥ ʔaːk˦˥
én ʔɛn˧˥ ʔɛŋ˨ˀ˦ ʔɛŋ˦˥
eng ʔɛŋ˧˧ ʔɛŋ˧˥ ʔɛŋ˧˧
ong ʔɔŋ͡m˧˧ ʔɔŋ͡m˧˥ ʔɔŋ͡m˧˧
ông ʔoŋ͡m˧˧ ʔɔŋ͡m˧˥ ʔɔŋ͡m˧˧
ung ʔuŋ͡m˧˧ ʔuŋ͡m˧˥ ʔuŋ͡m˧˧
ốc ʔok͡p˦˥ ʔɔk͡p˦˥ ʔɔk͡p˦˥
óc ʔɔk͡p˦˥ ʔɔk͡p˦˥ ʔɔk͡p˦˥
úc ʔuk͡p˦˥ ʔuk͡p˦˥ ʔuk͡p˦˥
ôn ʔon˧˧ ʔoŋ˧˥ ʔoŋ͡m˧˧
ột ʔot˨˩ ʔok˧˩ ʔok͡p˨˩˨
un ʔun˧˧ ʔuŋ͡m˧˥ ʔuŋ͡m˧˧
út ʔut˦˥ ʔuk͡p˦˥ ʔuk͡p˦˥
on ʔɔn˧˧ ʔɔŋ˧˥ ʔɔŋ˧˧
ót ʔɔt˦˥ ʔɔk˦˥ ʔɔk˦˥
lớn ləːn˧˥ ləːŋ˨ˀ˦ ləːŋ˦˥
vợt vəːt˨˩ vəːk˧˩ jəːk˨˩˨
rồi zoj˨˩ ʐoj˦˨ ɹoj˨˩
số so˧˥ ʂo˨ˀ˦ ʂo˦˥
xa saː˧˧ saː˧˥ saː˧˧
trăng tɕaŋ˧˧ ʈaŋ˧˥ ʈaŋ˧˧
chăng tɕaŋ˧˧ caŋ˧˥ caŋ˧˧
dạ zaː˨˩ˀ jaː˧˩ jaː˨˩˨
vàng vaːŋ˨˩ vaːŋ˦˨ jaːŋ˨˩
ghế ɣe˧˥ ɣe˨ˀ˦ ɣe˦˥
ngỡ ŋəː˧ˀ˥ ŋəː˧˨ˀ ŋəː˨˩˦
phở fəː˧˩˨ fəː˧˨ˀ fəː˨˩˦
nhớ ɲəː˧˥ ɲəː˨ˀ˦ ɲəː˦˥
đẹp ɗɛp˨˩ ɗɛp˧˩ ɗɛp˨˩˨
tiêm tiəm˧˧ tiəm˧˥ tim˧˧
tiếp tiəp˦˥ tiəp˦˥ tip˦˥
cướp kɨəp˦˥ kɨəp˦˥ kɨp˦˥
buồm ɓuəm˨˩ ɓuəm˦˨ ɓum˨˩
người ŋɨəj˨˩ ŋɨəj˦˨ ŋɨj˨˩
tuổi tuəj˧˩˨ tuəj˧˨ˀ tuj˨˩˦
tiêu tiəw˧˧ tiəw˧˥ tiw˧˧
rượu zɨəw˨˩ˀ ʐɨəw˧˩ ɹɨw˨˩˨
thoải tʰwaːj˧˩˨ tʰwaːj˧˨ˀ tʰwaːj˨˩˦
xoay swaj˧˧ swaj˧˥ swaj˧˧
hừm hɨm˨˩ hɨm˦˨ hɨm˨˩
sừn sɨn˨˩ ʂɨŋ˦˨ ʂɨŋ˨˩
ngoém ŋwɛm˧˥ ŋwɛm˨ˀ˦ wɛm˦˥
nguyễn ŋwiən˧ˀ˥ ŋwiəŋ˧˨ˀ wiəŋ˨˩˦
";

#[test]
fn syllables_are_pronounced_as_in_the_three_standards() {
    let mut count = 0;
    for line in IPA.lines().filter(|line| !line.is_empty()) {
        let (text, ipa) = line.split_once(' ').unwrap();
        let read = Dialect::ALL.map(|dialect| Syllable::parse(text).unwrap().ipa(dialect)).join(" ");
        assert_eq!(read, ipa, "{text}");
        count += 1;
    }
    assert!(count >= 60, "{count}");
}

#[test]
fn what_sounds_alike_in_a_dialect_is_written_alike_and_only_that() {
    let alike = |a, b| {
        let ipa = |text, dialect| Syllable::parse(text).unwrap().ipa(dialect);
        Dialect::ALL.map(|dialect| ipa(a, dialect) == ipa(b, dialect))
    };
    for (a, b, north, centre, south) in [
        ("da", "gia", true, true, true),
        ("da", "ra", true, false, false),
        ("da", "va", false, false, true),
        ("xa", "sa", true, false, false),
        ("cha", "tra", true, false, false),
        ("qui", "quy", true, true, true),
        ("kỹ", "kĩ", true, true, true),
        ("cuốc", "quốc", true, true, false),
        ("mả", "mã", false, true, true),
        ("lan", "lang", false, true, true),
        ("lăn", "lăng", false, true, true),
        ("mắt", "mắc", false, true, true),
        ("tin", "tinh", false, true, true),
        ("bên", "bênh", false, true, true),
        ("hiên", "hiêng", false, true, true),
        ("ong", "ông", false, true, true),
        ("ôn", "ông", false, false, false),
        ("bun", "bung", false, true, true),
        ("tìm", "tiềm", false, false, true),
        ("tui", "tuôi", false, false, true),
        ("qua", "oa", false, false, true),
    ] {
        assert_eq!(alike(a, b), [north, centre, south], "{a} {b}");
    }
}
