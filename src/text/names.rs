//! How people are named in Chinese: family names of one character and of two, and what follows a name with respect.

/// Family names of one Han character that are usual in Taiwan and begin few words; with [`AMBIGUOUS_FAMILY`] nineteen of twenty people have
/// one. Left out are those that begin more words than names (安 白 成 古 連 路 馬 任 石 時 水 溫 文 尤 雲).
pub(crate) const FAMILY: &str = "陳林黃張李王吳劉蔡楊許鄭謝洪郭邱曾廖賴徐周葉蘇莊呂江何蕭羅潘朱鍾游彭詹胡施沈余盧梁趙柯翁魏孫戴范宋\
                                 鄧杜傅侯曹薛丁卓阮唐藍蔣姚馮湯姜汪鄒巫鐘涂龔嚴袁童陸夏柳凃邵錢倪譚駱熊甘秦顧毛俞雷饒";

/// Family names that begin as many words as names (高中, 簡單, 方案, 金融): names only where those words are known.
pub(crate) const AMBIGUOUS_FAMILY: &str = "高簡顏方董田韓金章闕";

/// Family names of two Han characters.
pub(crate) const DOUBLE: [&str; 18] = [
    "歐陽", "司馬", "上官", "諸葛", "東方", "夏侯", "皇甫", "司徒", "慕容", "端木", "令狐", "公孫", "尉遲", "長孫", "宇文", "南宮", "張簡",
    "范姜",
];

/// What a person is called behind the name: 林經理.
pub(crate) const TITLES: [&str; 79] = [
    "經理",
    "老師",
    "教授",
    "學長",
    "學姊",
    "學姐",
    "學弟",
    "學妹",
    "前輩",
    "先生",
    "小姐",
    "女士",
    "主任",
    "總監",
    "協理",
    "副理",
    "襄理",
    "副總",
    "總經理",
    "副總經理",
    "董事長",
    "執行長",
    "博士",
    "同學",
    "大哥",
    "大姐",
    "大姊",
    "主管",
    "顧問",
    "老闆",
    "秘書",
    "祕書",
    "督導",
    "教練",
    "專員",
    "工程師",
    "設計師",
    "分析師",
    "會計師",
    "律師",
    "醫師",
    "醫生",
    "藥師",
    "護理師",
    "護理長",
    "心理師",
    "建築師",
    "講師",
    "技師",
    "組長",
    "課長",
    "科長",
    "處長",
    "部長",
    "院長",
    "校長",
    "店長",
    "館長",
    "所長",
    "局長",
    "廠長",
    "編輯",
    "記者",
    "太太",
    "董事",
    "師傅",
    "師父",
    "阿姨",
    "叔叔",
    "伯伯",
    "老闆娘",
    "技正",
    "技士",
    "委員",
    "議員",
    "導演",
    "牧師",
    "媽媽",
    "爸爸",
];

/// What stands before or behind a Latin name and is no part of it, in small letters.
pub(crate) const HONORIFICS: [&str; 12] = ["mr", "mrs", "ms", "mx", "miss", "dr", "prof", "professor", "sir", "jr", "sr", "phd"];

/// Between given and family name, in small letters; with a capital in the first place one may be a given name.
pub(crate) const PARTICLES: [&str; 23] = [
    "de", "la", "le", "du", "den", "der", "del", "della", "di", "da", "do", "dos", "das", "el", "al", "bin", "ibn", "ter", "ten", "van",
    "von", "zu", "y",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_family_name_stands_once() {
        let all: Vec<char> = FAMILY.chars().chain(AMBIGUOUS_FAMILY.chars()).collect();
        let once: std::collections::BTreeSet<char> = all.iter().copied().collect();
        assert_eq!((all.len(), once.len()), (101, 101));
    }
}
