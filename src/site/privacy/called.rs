//! What people are called by their family name in Chinese (林經理, 王總, 小林), and where such a form is a part of plain words.

use crate::text::names::{DOUBLE, TITLES};
use crate::text::script::is_han;

/// Titles beside those that every room knows: they end no given name, but many a word.
const MORE: [&str; 23] = [
    "總", "董", "姐", "姊", "哥", "兄", "嫂", "桑", "さん", "太", "教", "律", "博", " Sir", " PM", "助教", "主編", "站長", "師兄", "師姐",
    "師姊", "總裁", "總編",
];
/// What goes on behind a title of one character and makes another word of it: 王總是, 方總部.
const GOES_ON: [(&str, &str); 2] = [("總", "是共會能算計之以得覺統部店館局署體額量結括歸數"), ("哥", "倫")];
/// Titles of one character that begin so many words that only these may follow: 王博說, but not 王博學.
const SELDOM: [(&str, &str); 4] =
    [("太", "您你說好和與跟也的"), ("律", "您你說好和與跟也的"), ("博", "您你說好和與跟也的"), ("教", "您你說好和與跟也")];
/// What stands before a family name among people who know each other: 小林.
const FAMILIAR: [&str; 2] = ["老", "小"];
/// Family names that make an ordinary word with one of these: 小白, 小公司.
const ORDINARY: &str = "時包花費康車米金毛石麥水計公孔路項段節班組學於單管文房區商師年成古白山木";
/// What stands before a title and is no family name: 大哥, 總經理, 副主任.
const NO_FAMILY: &str = "大小老學表堂乾師阿副空總女男好新舊前後某貴該本各你您我他她的";
/// A family name and a title of one character that are a plain word.
const ONE_WORD: &str = "古董 任教 高教 文教 管教 施教 宣教 成教 紀律 法律 高總 華總";
/// Words whose last character is a family name too: whoever reads 對方主管 reads of nobody called 方.
const ENDINGS: &str = "對方 官方 甲方 乙方 丙方 地方 雙方 我方 東方 西方 南方 北方 前方 後方 警方 校方 院方 資方 勞方 買方 賣方 辦方 各方 四方 \
                       大方 遠方 比方 處方 配方 他方 單方 三方 店方 廠方 館方 軍方 檢方 美方 中方 日方 平方 立方 敵方 己方 供方 需方 作方 \
                       治安 公安 保安 平安 長安 西安 早安 午安 晚安 資安 國安 工安 心安 不安 同安 \
                       安全 完全 健全 齊全 保全 周全 成全 \
                       主任 責任 信任 擔任 班任 前任 現任 新任 歷任 專任 兼任 就任 接任 繼任 離任 卸任 勝任 委任 聘任 調任 常任 曾任 出任 \
                       升任 轉任 級任 科任 連任 \
                       為何 如何 任何 幾何 奈何 \
                       非常 經常 日常 平常 正常 通常 時常 異常 反常 往常 照常 \
                       最高 提高 很高 較高 更高 極高 升高 增高 太高 身高 崇高 \
                       告白 明白 空白 坦白 黑白 清白 表白 雪白 獨白 對白 蛋白 \
                       森林 園林 樹林 叢林 雨林 造林 士林 員林 雲林 竹林 武林 桂林 柏林 山林 農林 翰林 \
                       國王 帝王 天王 女王 霸王 親王 龍王 魔王 \
                       現金 基金 資金 獎金 黃金 薪金 租金 押金 佣金 休金 證金 美金 五金 罰金 本金 訂金 捐金 合金 \
                       岩石 寶石 鑽石 化石 礦石 基石 玉石 羅馬 人馬 賽馬 木馬 \
                       四周 一周 上周 下周 本周 每周 這周 兩周 三周 圓周 長江 浙江 \
                       主張 緊張 擴張 誇張 一張 兩張 三張 每張 這張 那張 行李 桃李 \
                       工程 課程 流程 過程 行程 里程 編程 章程 路程 全程 歷程 議程 製程 進程 療程 單程 日程 規程 \
                       允許 或許 也許 少許 准許 期許 容許 些許 特許 感謝 謝謝 多謝 答謝 致謝 道謝 \
                       體溫 氣溫 室溫 高溫 低溫 相連 接連 \
                       相關 機關 有關 無關 海關 公關 通關 把關 保管 接管 託管 不管 儘管 只管 監管 品管 資管 企管 倉管 總管 高管 宿管 主管 \
                       事項 選項 款項 各項 專項 獎項 階段 手段 片段 時段 一段 這段 路段 分段 文章 規章 \
                       中文 英文 國文 日文 論文 作文 語文 人文 法文 德文 韓文 外文 公文 課文 本文 全文 散文 古文 天文 條文 內文 貼文 譯文 \
                       中華 精華 清華 東華 年華 完成 形成 達成 組成 構成 變成 造成 養成 促成 贊成 集成 合成 生成 \
                       和平 公平 水平 太平 生平 說明 證明 聲明 發明 文明 聰明 光明 透明 表明 註明 健康 巴黎 考古 蒙古 歷史 \
                       貿易 交易 容易 簡易 外包 麵包 承包 打包 同時 當時 及時 隨時 工時 平時 按時 準時 即時 小時 有時 暫時 臨時 課時 屆時 \
                       何時 那時 關於 對於 由於 屬於 在於 基於 至於 位於 終於 地區 社區 園區 市區 兒童 學童 隊伍 \
                       音樂 快樂 娛樂 設計 會計 統計 合計 共計 估計 審計 總計 預計 簡單 訂單 名單 電商 廠商 招商 協商 供應 反應 依賴 信賴 \
                       經紀 世紀 實施 措施 設施 專利 權利 福利 單元 背景 情景 主席 網路 道路 公路 鐵路 上海 相信 電信 通信 文宣";

/// The titles of a person, the longest first where one ends another.
fn titles() -> impl Iterator<Item = &'static str> {
    TITLES.into_iter().chain(MORE)
}

/// A family name of two characters that a name begins with, or else its first character.
fn family_of(name: &str) -> Option<&str> {
    let double = DOUBLE.into_iter().find(|double| name.starts_with(double)).map(str::len);
    name.get(..double.or_else(|| name.chars().next().map(char::len_utf8))?)
}

/// The family name of somebody whose name is known no further: 王, 林小姐, 老王.
pub(super) fn only_family(name: &str) -> Option<&str> {
    let is_family = |family: &&str| family.chars().all(is_han) && !NO_FAMILY.contains(*family) && !titles().any(|title| title == *family);
    let of_title = || {
        let family = family_of(name)?;
        let title = &name[family.len()..];
        let is_title = titles().any(|known| known.trim_start().eq_ignore_ascii_case(title.trim_start()));
        let is_word = TITLES.contains(&name) || ONE_WORD.split(' ').any(|word| word == name);
        Some(family).filter(|_| is_title && !is_word)
    };
    let of_familiar = || FAMILIAR.iter().find_map(|familiar| name.strip_prefix(familiar)).filter(|rest| !ORDINARY.contains(rest));
    let alone = |name: &&str| name.chars().count() == 1 || DOUBLE.contains(name);
    Some(name).filter(alone).or_else(of_title).or_else(|| of_familiar().filter(alone)).filter(is_family)
}

/// What somebody with a Han name is called by the family name.
pub(super) fn by_family(name: &str) -> Vec<String> {
    let Some(family) = family_of(name).filter(|family| !NO_FAMILY.contains(*family)) else { return Vec::new() };
    let words: Vec<&str> = ONE_WORD.split(' ').filter_map(|word| word.strip_prefix(family)).collect();
    let titled = titles().filter(|title| !words.contains(title)).map(|title| format!("{family}{title}"));
    let is_familiar = family.chars().count() == 1 && !ORDINARY.contains(family);
    let familiar = FAMILIAR.iter().filter(|_| is_familiar).map(|familiar| format!("{familiar}{family}"));
    titled.chain(familiar).collect()
}

/// Whether a form by the family name is one between its neighbours: not in 對方主管, 王總是. `before` are the characters before it, the
/// nearest first.
pub(super) fn is_called(form: &str, before: [Option<char>; 2], after: Option<char>) -> bool {
    let (Some(family), [near, far]) = (family_of(form), before) else { return true };
    let mut characters = family.chars();
    if let (Some(near), Some(own), None) = (near, characters.next(), characters.next()) {
        let ends = |a: char, b: char| ENDINGS.split(' ').any(|word| word.chars().eq([a, b]));
        // In 謝謝謝老師 the first two are the word.
        if ends(near, own) && !far.is_some_and(|far| ends(far, near)) {
            return false;
        }
    }
    let title = &form[family.len()..];
    let follows = |table: &[(&str, &str)]| table.iter().find(|(known, _)| *known == title).map(|(_, after)| (*after).to_owned());
    let Some(after) = after.filter(|after| is_han(*after)) else { return true };
    !follows(&GOES_ON).is_some_and(|words| words.contains(after)) && follows(&SELDOM).is_none_or(|words| words.contains(after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_family_name_is_known_where_it_is_all_there_is() {
        for (name, expected) in [
            ("王", Some("王")),
            ("林小姐", Some("林")),
            ("張經理", Some("張")),
            ("王工程師", Some("王")),
            ("林姐", Some("林")),
            ("陳Sir", Some("陳")),
            ("陳 sir", Some("陳")),
            ("歐陽老師", Some("歐陽")),
            ("老王", Some("王")),
            ("小林", Some("林")),
            ("林雅婷", None),
            ("王小明", None),
            ("老師", None),
            ("太太", None),
            ("大哥", None),
            ("總經理", None),
            ("副主任", None),
            ("小白", None),
            ("古董", None),
            ("方經理人", None),
            ("Li", None),
            ("", None),
        ] {
            assert_eq!(only_family(name), expected, "{name}");
        }
    }

    #[test]
    fn forms_of_address_are_made_of_the_family_name() {
        let forms = by_family("王大明");
        for form in [
            "王總",
            "王董",
            "王姐",
            "王姊",
            "王哥",
            "王兄",
            "王嫂",
            "王桑",
            "王太",
            "王太太",
            "王教",
            "王 Sir",
            "王 PM",
            "王助教",
            "王主編",
            "王站長",
            "王師兄",
            "王律",
            "王律師",
            "王博",
            "王博士",
            "老王",
            "小王",
        ] {
            assert!(forms.contains(&form.to_owned()), "{form}");
        }
        assert!(by_family("歐陽志明").contains(&"歐陽教授".to_owned()));
        assert!(!by_family("白志明").contains(&"小白".to_owned()) && !by_family("古大明").contains(&"古董".to_owned()), "ordinary words");
    }

    #[test]
    fn plain_words_around_it_make_it_none() {
        for (before, form, after, expected) in [
            ("請", "方主管", "回覆", true),
            ("對", "方主管", "", false),
            ("官", "方老師", "", false),
            ("甲", "方經理", "", false),
            ("治", "安主管", "", false),
            ("安", "全主管", "", false),
            ("主", "任老師", "", false),
            ("為", "何老師", "", false),
            ("任", "何先生", "", false),
            ("主任", "何先生", "", true),
            ("非", "常主管", "", false),
            ("最", "高主管", "", false),
            ("告", "白小姐", "", false),
            ("感", "謝老師", "", false),
            ("感謝", "謝老師", "", true),
            ("謝", "謝老師", "", false),
            ("謝謝", "謝老師", "", true),
            ("", "王總", "是", false),
            ("", "王總", "您好", true),
            ("", "王總", "說", true),
            ("", "王總", "", true),
            ("", "林太", "忙", false),
            ("", "林太", "說", true),
            ("", "王博", "學", false),
            ("", "王博", ",", true),
            ("", "林姐", "說", true),
            ("西", "方老師", "", false),
            ("東", "方老師", "", false),
        ] {
            let mut nearest = before.chars().rev();
            let neighbours = [nearest.next(), nearest.next()];
            assert_eq!(is_called(form, neighbours, after.chars().next()), expected, "{before}{form}{after}");
        }
    }
}
