//! The columns of a table: which key each one holds, by its heading in Chinese or English, or as the person says.

use crate::text::normal::fold_name;

/// What a column holds.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Column {
    /// A key of an entry, or one of its texts: `sent`, `to.name`, `message`.
    Key(String),
    /// A key of the user's own.
    Own(String),
    /// Nothing that is taken.
    Ignored,
}

/// The headings that people give the article's columns and those beside them, folded.
const NAMES: [(&str, &[&str]); 19] = [
    (
        "sent",
        &[
            "發送時間",
            "發送日期",
            "寄出時間",
            "寄出日期",
            "寄送時間",
            "寄送日期",
            "寄信日期",
            "寄信時間",
            "發信日期",
            "發信時間",
            "送出時間",
            "送出日期",
            "傳送時間",
            "傳送日期",
            "日期",
            "時間",
            "sent",
            "sentat",
            "senton",
            "datesent",
            "sentdate",
            "senttime",
            "timesent",
            "date",
            "whensent",
        ],
    ),
    (
        "summary",
        &[
            "內容摘要",
            "摘要",
            "訊息摘要",
            "事由",
            "請求內容",
            "求援內容",
            "求助內容",
            "求助內容摘要",
            "求援內容摘要",
            "請教內容摘要",
            "請教內容",
            "summary",
            "contentsummary",
            "messagesummary",
            "whatiasked",
            "question",
            "topic",
            "主題",
            "請教主題",
            "ask",
            "request",
        ],
    ),
    ("to.background", &["對象背景", "背景", "background", "recipientbackground", "theirbackground"]),
    (
        "replied",
        &[
            "回覆與否",
            "是否回覆",
            "有無回覆",
            "回覆狀態",
            "回覆日期",
            "回覆時間",
            "回信日期",
            "回應日期",
            "回覆",
            "回覆?",
            "有回覆嗎",
            "回覆嗎?",
            "replied",
            "gotreply",
            "repliedat",
            "replydate",
            "responded",
            "replyreceived",
            "reply?",
            "replied?",
            "status",
            "狀態",
            "datereplied",
            "repliedon",
            "responsedate",
            "dateofresponse",
            "dateofreply",
            "gotreply?",
            "gotareply",
            "gotareply?",
        ],
    ),
    (
        "next",
        &[
            "下一步優化",
            "下一步",
            "下次優化",
            "優化",
            "改進",
            "下次改進",
            "next",
            "nextstep",
            "nextsteps",
            "nextimprovement",
            "improvement",
            "nextstepoptimization",
        ],
    ),
    (
        "to.name",
        &[
            "對象",
            "姓名",
            "對象姓名",
            "名字",
            "聯絡人",
            "請教對象",
            "求援對象",
            "收件人",
            "name",
            "recipient",
            "to",
            "person",
            "who",
            "contact",
            "fullname",
        ],
    ),
    ("to.call", &["稱呼", "call"]),
    ("to.role", &["職稱", "對方職稱", "職位", "頭銜", "role", "jobtitle", "position"]),
    (
        "to.org",
        &[
            "公司",
            "對方公司",
            "組織",
            "單位",
            "任職公司",
            "公司名稱",
            "服務單位",
            "org",
            "organization",
            "organisation",
            "company",
            "employer",
        ],
    ),
    ("to.handle", &["帳號", "信箱", "電子郵件", "電子信箱", "email", "e-mail", "emailaddress", "handle"]),
    ("to.why", &["為什麼找他", "為何找他", "why", "whythisperson"]),
    ("channel", &["管道", "平台", "渠道", "聯絡管道", "聯絡方式", "發送管道", "channel", "platform", "medium", "via"]),
    ("subject", &["主旨", "標題", "信件主旨", "subject", "subjectline"]),
    ("message", &["內容", "訊息", "訊息內容", "信件內容", "全文", "內文", "message", "messagesent", "messagetext", "body", "content"]),
    ("reply", &["回覆內容", "回信內容", "reply", "response", "replytext"]),
    ("reflection", &["反思", "心得", "檢討", "reflection"]),
    ("notes", &["備註", "筆記", "註記", "notes", "note", "remarks", "comments"]),
    ("link", &["連結", "網址", "link", "url"]),
    ("tags", &["標籤", "tags"]),
];

/// The columns of a header. Of an export every name is taken as it is: a key, the article's five, else a
/// key of the user's own. `maps` says of a heading what it holds, and nothing with an empty key.
pub(crate) fn columns(header: &[String], maps: &[(String, String)], keys: &[String], five: &[String]) -> Vec<Column> {
    let is_export = is_export(header, five);
    let names: Vec<&str> = header.iter().map(|name| name.trim()).collect();
    let mut taken: Vec<Column> = Vec::new();
    for (at, name) in names.iter().copied().enumerate() {
        let mapped = maps.iter().find(|(heading, _)| fold(heading) == fold(name)).map(|(_, key)| key.trim());
        let column = match mapped {
            Some("") => Column::Ignored,
            Some(key) => of_key(key, keys),
            None if name.is_empty() => Column::Ignored,
            None if is_export => {
                // A key of the user's own may have a key's name: it stands behind.
                match keys.iter().any(|key| key == name) && !names[..at].contains(&name) {
                    true => Column::Key(name.to_owned()),
                    false if five.iter().any(|one| one == name) && !names[..at].contains(&name) => by_name(name).unwrap_or(Column::Ignored),
                    false => Column::Own(name.to_owned()),
                }
            }
            None if keys.iter().any(|key| key == name) && !matches!(name, "id" | "reply") => Column::Key(name.to_owned()),
            None => by_name(name).unwrap_or(Column::Ignored),
        };
        taken.push(column);
    }
    if !is_export {
        take_title(&names, &mut taken, maps);
    }
    taken
}

/// `Title` beside a name may be the person's, or the letter's. It is the person's where no other column says what they do, and the letter
/// has a summary or subject of its own; else it stays untaken, which is said.
fn take_title(names: &[&str], taken: &mut [Column], maps: &[(String, String)]) {
    let has = |key: &str| taken.iter().any(|column| matches!(column, Column::Key(known) if known == key));
    let is_person_s = has("to.name") && !has("to.role") && (has("summary") || has("subject"));
    let is_title = |at: &usize| fold(names[*at]) == "title" && !maps.iter().any(|(heading, _)| fold(heading) == "title");
    let mut titles = (0..names.len()).filter(is_title);
    if let (true, Some(only), None) = (is_person_s, titles.next(), titles.next()) {
        taken[only] = Column::Key("to.role".to_owned());
    }
}

/// Keys that are no words of any language.
const OURS: [&str; 10] =
    ["to.name", "to.call", "to.role", "to.org", "to.background", "to.why", "to.tie", "to.handle", "close_reason", "follow_up"];

/// Whether a header is that of an export: it names the ids, the kinds and who it went to or where it came from, as nobody's own
/// table does; or, where one of these was deleted, several of `five` and of the keys behind them. A column `id` alone is a number of theirs.
pub(crate) fn is_export(header: &[String], five: &[String]) -> bool {
    let has = |key: &str| header.iter().any(|name| name.trim() == key);
    let count_of_five = five.iter().filter(|name| has(name)).count();
    let count_of_ours = OURS.iter().filter(|key| has(key)).count();
    has("id") && has("kind") && (has("source") || has("to.name")) || count_of_five >= 3 && count_of_ours >= 4
}

/// How many of a row's cells are headings that are known: what tells the header from a title above it.
pub(crate) fn known_headings(cells: &[String], maps: &[(String, String)], keys: &[String]) -> usize {
    let known = |name: &&String| {
        let name = name.trim();
        !name.is_empty()
            && (keys.iter().any(|key| key == name)
                || by_name(name).is_some()
                || maps.iter().any(|(heading, _)| fold(heading) == fold(name)))
    };
    cells.iter().filter(known).count()
}

fn of_key(key: &str, keys: &[String]) -> Column {
    let key = if key == "to" { "to.name" } else { key };
    if key == "notes" || keys.iter().any(|known| known == key) { Column::Key(key.to_owned()) } else { Column::Own(key.to_owned()) }
}

fn by_name(name: &str) -> Option<Column> {
    let folded = fold(name);
    let of = |name: &str| NAMES.iter().find(|(_, names)| names.contains(&name)).map(|(key, _)| Column::Key((*key).to_owned()));
    of(&folded).or_else(|| of(&traditional(&folded)))
}

/// A heading in Simplified characters as it is in Traditional ones.
fn traditional(name: &str) -> String {
    let name: String = name.chars().map(|c| HEADINGS.iter().find(|(simplified, _)| *simplified == c).map_or(c, |(_, c)| *c)).collect();
    crate::text::simplified::to_traditional(name)
}

/// Characters of headings that stand in no phrase of a rule.
const HEADINGS: [(char, char); 4] = [('发', '發'), ('优', '優'), ('签', '籤'), ('态', '態')];

/// A heading without case, width, blanks, and what stands in brackets or after a line break: `發送時間（台北）`.
fn fold(name: &str) -> String {
    let folded = fold_name(name.lines().next().unwrap_or_default());
    let bare = folded.split(['(', '[', '【', '{']).next().unwrap_or_default();
    let bare = bare.trim_matches(['*', ':', '#', '.', '_']).replace(['_', '-'], "");
    if bare.is_empty() { folded } else { bare }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(header: &[&str], maps: &[(&str, &str)]) -> Vec<Column> {
        let header: Vec<String> = header.iter().map(|name| (*name).to_owned()).collect();
        let maps: Vec<(String, String)> = maps.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect();
        let five = ["發送時間", "內容摘要", "對象背景", "回覆與否", "下一步優化"].map(ToOwned::to_owned);
        columns(&header, &maps, &super::super::tracking::keys(), &five)
    }

    fn key(name: &str) -> Column {
        Column::Key(name.to_owned())
    }

    #[test]
    fn knows_the_articles_columns_as_people_have_them() {
        let header = ["編號", "發送時間", "對象", "對象背景", "內容摘要", "回覆與否(Y/N)", "下一步優化", "Email", "心情"];
        let wanted = [
            Column::Ignored,
            key("sent"),
            key("to.name"),
            key("to.background"),
            key("summary"),
            key("replied"),
            key("next"),
            key("to.handle"),
            Column::Ignored,
        ];
        assert_eq!(read(&header, &[]), wanted);
        assert_eq!(
            read(&["发送时间", "内容摘要", "对象背景", "回复与否", "下一步优化", "备注"], &[]),
            [key("sent"), key("summary"), key("to.background"), key("replied"), key("next"), key("notes")]
        );
        assert_eq!(
            read(&["Date Sent", " RECIPIENT ", "Reply?", "Next step"], &[]),
            [key("sent"), key("to.name"), key("replied"), key("next")]
        );
        assert_eq!(read(&["Who", "When sent"], &[]), [key("to.name"), key("sent")]);
        assert_eq!(
            read(&["心情", "何時", "對象"], &[("心情", "mood"), ("何時", "sent"), ("對象", "")]),
            [Column::Own("mood".into()), key("sent"), Column::Ignored]
        );
    }

    #[test]
    fn a_title_is_the_person_s_where_the_letter_has_words_of_its_own() {
        let role = || key("to.role");
        let title = |header: &[&str], maps: &[(&str, &str)]| read(header, maps)[2].clone();
        assert_eq!(title(&["Date", "Name", "Title", "Summary"], &[]), role());
        assert_eq!(title(&["Date", "Name", "title", "Subject", "Replied"], &[]), role());
        for header in [
            ["Date", "Name", "Title", "Replied"].as_slice(),
            &["Date", "Name", "Title", "Company"],
            &["Date", "Background", "Title", "Summary"],
            &["Date", "Name", "Title", "Summary", "Role"],
            &["Date", "Name", "Title", "Summary", "Title"],
        ] {
            assert_eq!(title(header, &[]), Column::Ignored, "{header:?}");
        }
        assert_eq!(title(&["Date", "Name", "Title", "Summary"], &[("Title", "subject")]), key("subject"));
        assert_eq!(title(&["Date", "Name", "Title", "Summary"], &[("Title", "")]), Column::Ignored);
        assert_eq!([title(&["Date", "Name", "Job title"], &[]), title(&["日期", "姓名", "職稱"], &[])], [role(), role()]);
    }

    #[test]
    fn takes_the_names_of_an_export_as_they_are() {
        let wanted =
            [key("sent"), key("id"), key("kind"), key("source"), key("sent"), Column::Own("公司".into()), Column::Own("id".into())];
        assert_eq!(read(&["發送時間", "id", "kind", "source", "sent", "公司", "id"], &[]), wanted);
        assert_eq!(read(&["id", "Date", "Person"], &[]), [Column::Ignored, key("sent"), key("to.name")]);
    }
}
