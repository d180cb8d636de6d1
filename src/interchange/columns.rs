//! The columns of a table: which key each one holds, by its heading in Chinese or English, or as the person says.

use super::headings::{fold, key_of_heading};

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
                    false if five.iter().any(|one| one == name) && !names[..at].contains(&name) => by_heading(name),
                    false => Column::Own(name.to_owned()),
                }
            }
            None if keys.iter().any(|key| key == name) && !matches!(name, "id" | "reply") => Column::Key(name.to_owned()),
            None => by_heading(name),
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
                || key_of_heading(name).is_some()
                || maps.iter().any(|(heading, _)| fold(heading) == fold(name)))
    };
    cells.iter().filter(known).count()
}

/// The column of a heading as people give it.
fn by_heading(name: &str) -> Column {
    key_of_heading(name).map_or(Column::Ignored, |key| Column::Key(key.to_owned()))
}

fn of_key(key: &str, keys: &[String]) -> Column {
    let key = if key == "to" { "to.name" } else { key };
    if key == "notes" || keys.iter().any(|known| known == key) { Column::Key(key.to_owned()) } else { Column::Own(key.to_owned()) }
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
