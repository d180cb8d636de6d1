//! A name at the beginning of what stands under 對象背景: `林經理，前同事` names somebody, `高階主管，外商` does not.

use crate::text::names::{AMBIGUOUS_FAMILY, DOUBLE, FAMILY, HONORIFICS, TITLES};
use crate::text::near::edits;
use crate::text::normal::fold_name;

/// Words that begin with a character that is a family name too: where they are known, the ambiguous ones may be told.
const WORDS: &str = "高中 高階 高級 高職 高雄 高齡 高科 高手 高工 高鐵 高考 高一 高二 高三 高端 高薪 高年 金融 金屬 金流 金控 金工 金門 金牌 \
                     方案 方便 方法 方向 方才 曾任 曾經 曾在 曾是 曾為 曾做 曾於 曾當 曾帶 曾待 曾有 曾去 曾寫 曾一 周邊 周末 周刊 簡單 簡報 \
                     簡訊 簡介 簡體 游泳 游戲 胡椒 何時 何以 何必 許多 許久 謝謝 林口 林業 林務 張貼 王牌 王品 黃金 黃頁 陳列 陳年 李氏 劉海 \
                     鄭重 鄭州 洪水 郭董 賴以 徐州 葉片 蘇州 蘇澳 莊園 江湖 江西 江蘇 羅馬 羅東 顏色 顏值 孫子 方塊 杜絕 杜拜 董事 卓越 \
                     藍領 藍帶 藍圖 藍染 湯包 田野 田徑 田中 嚴格 嚴選 韓國 韓商 韓文 韓系 韓式 金額 童書 童裝 童年 陸商 陸續 陸軍 陸資 夏天 \
                     夏令 錢莊 顧問 顧客 毛利 毛巾 章魚 雷射 雷達 施工 施作 余下 沈浸 沈默 宋代 宋體 唐代 戴上 傅立 梁柱 丁種 侯選 江南 江北 \
                     方方 簡歷 簡易 高專 高普 高層 高分 高度 高等 高雅 高效 高品 高溫 高空 高爾 高醫 金馬 金曲 金鐘 金主 金管 王道 黃色 黃昏 藍色 \
                     藍牙 藍海 藍白 夏季 夏日 唐氏 宋朝 唐朝 唐人 韓語 韓劇 韓流 田園 施展 曾參 曾加 曾獲 曾辦 曾跟 曾一起 曾教 曾幫 曾被 曾修 曾服 \
                     葉黃 江山 何處 何種 章節 孫女 方面 方式 方言 方正 方程 許可 許願 謝幕 謝師 周年 周遭 周報 周一 周五 洪荒 彭博 蕭條 羅列 \
                     羅技 朱紅 游離 余額 盧森 梁山 趙國 柯達 翁婿 魏國 范本 丁等 董監 嚴重 童話 童星 童軍 陸生 陸配 邵氏 錢財 熊本 甘蔗 秦代 \
                     曾面 曾共 曾合 曾同 曾聽 曾見 曾讀 曾拜 曾訪 曾請 曾上 曾出 曾主 曾住 曾留 曾創 曾工 曾實 曾負 曾擔 曾和 曾與 曾借 \
                     高績 高成 高資 高流 高收 高壓 高風 高知 高個 高強 高潛 高學 高大 高速 高頻 金字 金頭 金手 陸企 陸籍 陸方 陸港 韓企 \
                     韓籍 韓方 戴眼 毛小 毛孩 蘇格 簡潔 簡章 陳設 王子 周董 童顏 施打 游說 胡說 孫輩";
/// How a word ends that is no given name: 高中生, 程式員.
const NO_GIVEN: &str = "師員者家生長人業商部系所司級職工族友事學界校室組科課處會社店廠館院圈派型的年歲任士手方位版端品車牌片場裡在過了個";
/// Where the first words end.
const ENDS: [char; 21] =
    ['，', ',', '、', '/', '／', '(', '（', '[', '［', '【', '|', '｜', '－', '–', '—', ':', '：', ';', '；', '\n', '\u{3000}'];
/// Family names of Taiwan in Latin letters.
const LATIN_FAMILY: [&str; 62] = [
    "chen", "lin", "huang", "chang", "lee", "li", "wang", "wu", "liu", "tsai", "cai", "yang", "hsu", "xu", "cheng", "zheng", "hsieh",
    "xie", "hung", "hong", "kuo", "guo", "chiu", "qiu", "tseng", "zeng", "liao", "lai", "chou", "zhou", "yeh", "ye", "su", "chuang",
    "zhuang", "lu", "chiang", "jiang", "ho", "he", "hsiao", "xiao", "lo", "luo", "kao", "gao", "pan", "chien", "jian", "chu", "zhu",
    "chung", "zhong", "peng", "chan", "hu", "shih", "shen", "yu", "liang", "chao", "zhao",
];
/// Latin words that are no names.
const LATIN_WORDS: [&str; 24] = [
    "senior",
    "junior",
    "former",
    "ex",
    "product",
    "project",
    "data",
    "software",
    "hiring",
    "marketing",
    "sales",
    "manager",
    "engineer",
    "designer",
    "analyst",
    "director",
    "head",
    "lead",
    "founder",
    "the",
    "my",
    "a",
    "an",
    "old",
];

/// What an export writes before a name that would not be taken for one, and people before any.
const MARKS: [&str; 3] = ["姓名", "名字", "name"];

/// A name before a background, marked as one: `姓名：江村；鐵工`, `Name: Priya Nair; data`.
pub(super) fn marked(name: &str, rest: &str) -> String {
    let is_chinese = name.chars().chain(rest.chars()).any(crate::text::script::is_han);
    let marked = if is_chinese { format!("姓名：{name}；{rest}") } else { format!("Name: {name}; {rest}") };
    marked.trim_end_matches(['；', ';', ' ']).to_owned()
}

/// The name that is marked as one, and what is left.
fn name_marked(text: &str) -> Option<(String, String)> {
    let (mark, named) = text.split_once(['：', ':'])?;
    let is_mark = MARKS.iter().any(|known| mark.trim().eq_ignore_ascii_case(known));
    let (name, rest) = named.split_once(['；', ';', '\n']).unwrap_or((named, ""));
    (is_mark && !name.trim().is_empty()).then(|| (name.trim().to_owned(), rest.trim().to_owned()))
}

/// What is left of a background that begins with a name that is known; `None` where it does not.
pub(super) fn part_known(background: &str, name: &str) -> Option<String> {
    let text = background.trim();
    if let Some((marked, rest)) = name_marked(text) {
        return (marked == name).then_some(rest);
    }
    let rest = text.strip_prefix(name)?.trim_start();
    (rest.is_empty() || rest.starts_with(ENDS)).then(|| left(rest))
}

/// What stands in a background before the first mark: `小美` of `小美，設計師`.
pub(super) fn first_words(background: &str) -> &str {
    let text = background.trim();
    text[..text.find(ENDS).unwrap_or(text.len())].trim_end()
}

/// The name at the beginning of a background, and what is left of it; `None` where it is not plain that somebody is named: a wrong name
/// costs more than a missing one.
pub(crate) fn name_in(background: &str) -> Option<(String, String)> {
    let text = background.trim();
    if let Some(named) = name_marked(text) {
        return Some(named);
    }
    let first = first_words(text);
    let rest = text[first.len()..].trim_start_matches(|c: char| c.is_whitespace() && !ENDS.contains(&c));
    if is_latin_name(first) {
        return Some((first.to_owned(), left(rest)));
    }
    // Between Han characters a blank parts as a comma does.
    let (word, behind) =
        first.split_once(|c: char| c.is_whitespace() || c == '-').map_or((first, ""), |(word, behind)| (word, behind.trim()));
    let name = han_name(word)?;
    let (word, behind) = with_other_name(first, word, name, behind);
    let name = if word.len() > name.len() && behind.is_empty() && word.contains(char::is_whitespace) { word } else { name };
    let title = &word[name.len()..];
    // One character and a title is all of the name that there is: 林經理.
    let is_whole = title.is_empty() || name.chars().count() == 1;
    let name = if is_whole { word } else { name };
    let kept = [if is_whole { "" } else { title }, behind].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
    let rest = if kept.is_empty() { left(rest) } else { format!("{kept}{rest}") };
    Some((name.to_owned(), rest))
}

/// A whole Han name with the name in Latin letters that stands behind it, `林雅婷 Amy`: all of it is the name.
fn with_other_name<'a>(first: &'a str, word: &'a str, name: &str, behind: &'a str) -> (&'a str, &'a str) {
    let is_word =
        |word: &str| word.starts_with(|c: char| c.is_ascii_uppercase()) && word.chars().skip(1).all(|c| c.is_ascii_lowercase() || c == '-');
    let is_name = name == word && name.chars().count() > 1 && (1..=2).contains(&behind.split_whitespace().count());
    let is_other = is_name && behind.split_whitespace().all(|word| is_word(word) && !LATIN_WORDS.contains(&word.to_lowercase().as_str()));
    let is_title = TITLES.iter().any(|title| word.ends_with(title));
    if is_other && !is_title { (first, "") } else { (word, behind) }
}

/// Whether two names differ in one letter at most, which is not the first.
pub(super) fn is_near(a: Option<&str>, b: Option<&str>) -> bool {
    a.zip(b).is_some_and(|(a, b)| {
        let (a, b) = (fold_name(a), fold_name(b));
        a.chars().next() == b.chars().next() && a.chars().count() > 1 && edits(&a, &b) <= 1
    })
}

/// The rest without the mark that parted it, and without brackets around all of it.
fn left(rest: &str) -> String {
    let rest = rest.trim();
    for (open, close) in [('（', '）'), ('(', ')'), ('[', ']'), ('［', '］'), ('【', '】')] {
        if let Some(inner) = rest.strip_prefix(open) {
            let whole = inner.strip_suffix(close).filter(|inner| !inner.contains([open, close]));
            return whole.map_or_else(|| rest.to_owned(), |inner| inner.trim().to_owned());
        }
    }
    rest.trim_start_matches(|c: char| ENDS.contains(&c) || c.is_whitespace()).to_owned()
}

/// The name that a word of Han characters is or begins with, before a title: 林 of 林經理, 林雅婷 of 林雅婷 and of 林雅婷老師.
fn han_name(word: &str) -> Option<&str> {
    if !word.chars().all(crate::text::script::is_han) || WORDS.split_whitespace().any(|known| word.starts_with(known)) {
        return None;
    }
    let double = DOUBLE.iter().find(|double| word.starts_with(*double));
    let family = double.map_or_else(
        || word.chars().next().filter(|c| FAMILY.contains(*c) || AMBIGUOUS_FAMILY.contains(*c)).map(char::len_utf8),
        |double| Some(double.len()),
    )?;
    let titled = TITLES.iter().filter_map(|title| word.strip_suffix(title)).filter(|name| name.len() >= family);
    if let Some(name) = titled.min_by_key(|name| name.len()) {
        return (name[family..].chars().count() <= 2 && (name.len() == family || is_given(&name[family..]))).then_some(name);
    }
    (word[family..].chars().count() == 2 && is_given(&word[family..])).then_some(word)
}

fn is_given(given: &str) -> bool {
    !given.ends_with(|c| NO_GIVEN.contains(c))
        && !TITLES.iter().any(|title| given.contains(title))
        && !given.contains(['的', '前', '在', '年'])
}

/// `Amy Chen`, `Dr. Scott`: words with capitals, an honorific first or a family name of Taiwan last or first.
fn is_latin_name(words: &str) -> bool {
    let fold = |word: &str| word.trim_end_matches('.').to_lowercase();
    let is_word = |word: &&str| {
        word.starts_with(|c: char| c.is_uppercase())
            && word.chars().all(|c| c.is_alphabetic() && !crate::text::script::is_han(c) || "-'’.".contains(c))
    };
    let all: Vec<&str> = words.split_whitespace().collect();
    if !(2..=4).contains(&all.len()) || !all.iter().all(is_word) || all.iter().any(|word| LATIN_WORDS.contains(&fold(word).as_str())) {
        return false;
    }
    let family = |word: Option<&&str>| word.is_some_and(|word| LATIN_FAMILY.contains(&fold(word).as_str()));
    HONORIFICS.contains(&fold(all[0]).as_str()) || all.len() <= 3 && (family(all.last()) || family(all.first()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn takes_a_plain_name_off() {
        for (cell, name, rest) in [
            ("林經理，前同事，在做數據分析", "林經理", "前同事，在做數據分析"),
            ("林雅婷，十年電商", "林雅婷", "十年電商"),
            ("林雅婷經理，十年電商", "林雅婷", "經理，十年電商"),
            ("王老師/大學導師", "王老師", "大學導師"),
            ("高子晴（客服主管）", "高子晴", "客服主管"),
            ("陳學姊 資料工程師，大學社團", "陳學姊", "資料工程師，大學社團"),
            ("方怡君，設計師", "方怡君", "設計師"),
            ("簡志明，業務", "簡志明", "業務"),
            ("許功蓋　產品經理", "許功蓋", "產品經理"),
            ("歐陽志明｜新創", "歐陽志明", "新創"),
            ("林經理-前同事", "林經理", "前同事"),
            ("陳文彬(資料)(前同事)", "陳文彬", "(資料)(前同事)"),
            ("林雅婷", "林雅婷", ""),
            ("曾怡君：行銷", "曾怡君", "行銷"),
            ("黃副總經理，外商", "黃副總經理", "外商"),
            ("林雅婷 Amy，行銷主管", "林雅婷 Amy", "行銷主管"),
            ("林雅婷 PM，行銷", "林雅婷", "PM，行銷"),
            ("姓名：孔令奇；工程師", "孔令奇", "工程師"),
            ("Amy Chen, PM at a bank", "Amy Chen", "PM at a bank"),
            ("Dr. Scott (databases)", "Dr. Scott", "databases"),
        ] {
            assert_eq!(name_in(cell), Some((name.to_owned(), rest.to_owned())), "{cell}");
        }
    }

    #[test]
    fn leaves_what_names_nobody() {
        for cell in [
            "十年電商，帶過三位轉職新人",
            "高階主管，外商",
            "簡報講師，接案",
            "高中老師，教數學",
            "高中生，社團",
            "金融業，十年",
            "金融分析師，外商",
            "產品經理，外商",
            "前同事，在做數據分析",
            "曾任行銷經理，現顧問",
            "曾任職 Google",
            "程式設計師，接案",
            "資深工程師 / 開源維護者",
            "管理顧問，外商",
            "游泳教練，退休",
            "簡報教練，出過書",
            "顧問公司，五年",
            "許多前輩，社群",
            "方案經理，SaaS",
            "韓國留學，回台三年",
            "林口人，鄰居",
            "高績效主管，外商",
            "曾面試，HR",
            "陸企主管，深圳",
            "毛小孩，獸醫",
            "江蘇老闆，工廠",
            "施工主任，營造",
            "Product Manager, ex-colleague",
            "Senior Engineer, Taipei",
            "Hiring Manager Lee, HR",
            "data analyst, Taipei",
            "Google Taiwan, PM",
            "王先生介紹的學長，工程師",
            "李主任的朋友，HR",
            "陳年老友，行銷",
            "",
            "，",
        ] {
            assert_eq!(name_in(cell), None, "{cell}");
        }
    }

    proptest! {
        #[test]
        fn no_cell_makes_it_stumble(cell in "[林王高歐陽經理老師雅婷，/（） a-zA-Z.]{0,12}", any in ".{0,20}") {
            for text in [cell, any] {
                if let Some((name, rest)) = name_in(&text) {
                    prop_assert!(!name.is_empty() && text.contains(&name) && rest.len() < text.len().max(1));
                }
            }
        }
    }
}
