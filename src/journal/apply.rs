//! Applies edits: a fact is changed in its own line, and every other byte stays.

use serde_json::{Map, Value as Json};

use super::edit::{Edit, Parsed, added, key_of};
use super::splice::splices;
use crate::labels::{Text, text};
use crate::yaml::Node;

/// The file's new text.
///
/// # Errors
/// When the file is no YAML, when it is written in a way that one line cannot change, or when the
/// result would differ in anything but the wanted fact. Nothing is to be written then.
pub(crate) fn apply(path: &str, source: &str, edits: &[Edit]) -> Result<String, Text> {
    let mut source = source.to_owned();
    for edit in edits {
        source = apply_one(path, &source, edit)?;
    }
    Ok(source)
}

/// The key of a fact that an edit would set, where somebody else changed that fact between two readings of the file, and
/// not to what the edit says. What is only added goes with anything.
pub(crate) fn overtaken<'a>(read: &str, now: &str, edits: &'a [Edit]) -> Option<&'a str> {
    if read == now {
        return None;
    }
    let (read, parsed) = (Parsed::read(read)?, Parsed::read(now)?);
    let sets = edits.iter().filter(|edit| matches!(edit, Edit::Set(..) | Edit::SetList(..) | Edit::Remove(_)));
    let changed = |edit: &&Edit| fact(&read.root, key_of(edit)) != fact(&parsed.root, key_of(edit));
    let is_new = |edit: &&Edit| apply_one("", now, edit).is_ok_and(|after| after != now);
    sets.filter(changed).find(is_new).map(key_of)
}

/// The value of a key; of `to.role` that in `to`, or all of a `to` that is one text.
fn fact(root: &Node, key: &str) -> Json {
    let (outer, inner) = key.split_once('.').unwrap_or((key, ""));
    let value = root.to_json().get(outer).cloned().unwrap_or_default();
    if inner.is_empty() { value } else { value.as_object().map_or(value.clone(), |object| object.get(inner).cloned().unwrap_or_default()) }
}

fn apply_one(path: &str, source: &str, edit: &Edit) -> Result<String, Text> {
    let before = Parsed::read(source).ok_or_else(|| text!("edit.unreadable", path = path))?;
    if let Edit::Append(section) = edit {
        return Ok(appended(source, &before, section));
    }
    let wanted = wanted(&before.root, edit).ok_or_else(|| text!("edit.shape", path = path, key = key_of(edit)))?;
    if same_facts(&wanted, &before.root.to_json()) {
        return Ok(source.to_owned());
    }
    for (range, replacement) in splices(source, &before, edit) {
        let result = format!("{}{replacement}{}", &source[..range.start], &source[range.end..]);
        let holds = Parsed::read(&result)
            .is_some_and(|after| same_facts(&after.root.to_json(), &wanted) && result[after.body_start..] == source[before.body_start..]);
        if holds {
            return Ok(result);
        }
    }
    Err(text!("edit.shape", path = path, key = key_of(edit)))
}

/// Equal but for empty keys: a key with nothing after it is absent.
fn same_facts(a: &Json, b: &Json) -> bool {
    fn filled(value: &Json) -> Json {
        match value {
            Json::Object(map) => {
                map.iter().filter(|(_, value)| !value.is_null()).map(|(key, value)| (key.clone(), filled(value))).collect()
            }
            other => other.clone(),
        }
    }
    filled(a) == filled(b)
}

/// The values that the file shall hold afterwards.
fn wanted(root: &Node, edit: &Edit) -> Option<Json> {
    let Json::Object(mut map) = root.to_json() else {
        return None;
    };
    let (outer, inner) = match key_of(edit).split_once('.') {
        Some((outer, inner)) => (outer, Some(inner)),
        None => (key_of(edit), None),
    };
    let Some(inner) = inner else {
        change(&mut map, outer, edit)?;
        return Some(Json::Object(map));
    };
    let mut sub = match map.get(outer) {
        None | Some(Json::Null) => Map::new(),
        Some(Json::Object(sub)) => sub.clone(),
        Some(name @ Json::String(_)) if outer == "to" => [("name".to_owned(), name.clone())].into_iter().collect(),
        Some(_) => return None,
    };
    change(&mut sub, inner, edit)?;
    map.insert(outer.to_owned(), Json::Object(sub));
    Some(Json::Object(map))
}

fn change(map: &mut Map<String, Json>, key: &str, edit: &Edit) -> Option<()> {
    let value = match edit {
        Edit::Set(_, text) => Json::String(text.clone()),
        Edit::SetList(_, items) => items.iter().cloned().collect(),
        Edit::Add(_, items) => match map.get(key) {
            None | Some(Json::Null) => items.iter().cloned().collect(),
            Some(Json::Array(old)) => Json::Array(old.iter().cloned().chain(added(old, items).map(Json::String)).collect()),
            Some(_) => return None,
        },
        Edit::Remove(_) => {
            // Absent and empty are one: which it becomes is told by the line's comment.
            map.shift_remove(key);
            return Some(());
        }
        Edit::Append(_) => return None,
    };
    map.insert(key.to_owned(), value);
    Some(())
}

/// The body with a section after it.
fn appended(source: &str, file: &Parsed, section: &str) -> String {
    let line_break = if source[..file.front.start].ends_with("\r\n") { "\r\n" } else { "\n" };
    let gap = match () {
        () if source[file.body_start..].trim().is_empty() && source.ends_with('\n') => line_break.to_owned(),
        () if source.ends_with("\n\n") || source.ends_with("\n\r\n") => String::new(),
        () if source.ends_with('\n') => line_break.to_owned(),
        () => line_break.repeat(2),
    };
    format!("{source}{gap}{}", section.replace("\r\n", "\n").replace('\n', line_break))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::journal::splice::block_end;

    /// Lines as people write them: comments, odd quoting, lists in both forms, Han keys, blanks.
    const LINES: [&str; 21] = [
        "# a comment of its own",
        "summary: 'it''s quoted'   # why",
        "subject: \"雙引號 \\u4e2d\"",
        "心情: 平靜   # 自訂的鍵",
        "tags: [ga4, \"a, b\" ]  # flow",
        "notes: |\n  ---\n  two: lines\n\n  # no comment",
        "folded: >-\n  one\n  two",
        "outcome:\n  - answer # first\n  # between\n  - meeting",
        "outcome: [answer]",
        "sent: 2026-04-01   # 發送時間",
        "sent:",
        "next:   # 下一步優化",
        "channel: email  ",
        "to:\n  name: 林雅婷 # 對象\n  role: \"經理\"",
        "to: 林雅婷   # 對象",
        "to:   # 對象",
        "to: {}",
        "to: {name: 林雅婷, org: '某, 某'}  # 對象",
        "outcome: []",
        "outcome:",
        "tags:\n- ga4\n- 'a, b'",
    ];

    fn key_of_line(line: &str) -> &str {
        line.split(':').next().unwrap_or_default()
    }

    /// A file of some of the lines, each key once, with the line ends and the mark that are asked for.
    fn file(picks: &[usize], crlf: bool, bom: bool) -> String {
        let mut keys = Vec::new();
        let mut front = String::from("kind: ask-learning\n");
        for pick in picks {
            let line = LINES[pick % LINES.len()];
            let key = key_of_line(line);
            if line.starts_with('#') || !keys.contains(&key) {
                keys.push(key);
                front.push_str(line);
                front.push('\n');
            }
        }
        let text = format!("---\n{front}---\n\n雅婷經理您好，  \n\n---\nsent: not a fact\n\n## 回覆\n最後一行沒有換行");
        let text = if crlf { text.replace('\n', "\r\n") } else { text };
        if bom { format!("\u{feff}{text}") } else { text }
    }

    fn edit_of(number: usize, text: String) -> Edit {
        match number % 6 {
            0 => Edit::Set("sent".into(), "2026-04-09T09:30+08:00".into()),
            1 => Edit::Set("next".into(), text),
            2 => Edit::Add("outcome".into(), vec!["mentor".into(), "answer".into()]),
            3 => Edit::SetList("tags".into(), vec![text, "ga4".into()]),
            4 => Edit::Set("to.role".into(), text),
            _ => Edit::Set("新的鍵".into(), text),
        }
    }

    /// The lines of the old text that stand unchanged around the edit: how many differ in between.
    fn changed_lines<'a>(old: &'a str, new: &'a str) -> (Vec<&'a str>, Vec<&'a str>) {
        let (old, new): (Vec<&str>, Vec<&str>) = (old.split_inclusive('\n').collect(), new.split_inclusive('\n').collect());
        let head = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
        let tail = old[head..].iter().rev().zip(new[head..].iter().rev()).take_while(|(a, b)| a == b).count();
        (old[head..old.len() - tail].to_vec(), new[head..new.len() - tail].to_vec())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(10_000))]

        #[test]
        fn every_byte_outside_the_fact_stays(picks in prop::collection::vec(0_usize..LINES.len(), 0..8), crlf: bool, bom: bool, which in 0_usize..6, text in ".{1,20}") {
            prop_assume!(!text.trim().is_empty());
            let before = file(&picks, crlf, bom);
            let edit = edit_of(which, text);
            let after = apply("requests/a.md", &before, std::slice::from_ref(&edit)).map_err(|error| TestCaseError::fail(format!("{error:?}\n{before}")))?;

            // The wanted fact holds and everything else is equal: read by our reader and by another one.
            let parsed = Parsed::read(&after).expect("still readable");
            let wanted = wanted(&Parsed::read(&before).expect("readable").root, &edit).expect("a mapping");
            prop_assert!(same_facts(&parsed.root.to_json(), &wanted));
            let front = &after[parsed.front.range()];
            prop_assert!(yaml_serde::from_str::<yaml_serde::Value>(front).is_ok(), "{}", front);

            // One key's lines change; comments, other keys, the body and the line ends stay.
            let (gone, come) = changed_lines(&before, &after);
            let entry_lines = Parsed::read(&before).expect("readable").root.entry(key_of(&edit).split('.').next().unwrap_or_default()).map_or(0, |entry| {
                before[entry.key_span.start..block_end(&before, entry)].split_inclusive('\n').count()
            });
            prop_assert!(gone.len() <= entry_lines, "{gone:?} -> {come:?}");
            prop_assert!(come.len() <= entry_lines.max(1) + 1, "{gone:?} -> {come:?}");
            prop_assert!(come.iter().all(|line| line.ends_with(if crlf { "\r\n" } else { "\n" })), "{come:?}");
            prop_assert_eq!(bom, after.starts_with('\u{feff}'));
        }

        #[test]
        fn an_edit_of_anything_is_right_or_refused(source in "(---\n)?[ a-z:#'\"\\[\\]{},\n|>&*-]{0,80}(\n---\n)?.{0,20}", text in ".{0,12}") {
            let edit = Edit::Set("next".into(), text);
            if let Ok(after) = apply("requests/a.md", &source, &[edit]) {
                prop_assert!(Parsed::read(&after).is_some());
            }
        }
    }

    #[test]
    fn comments_and_quotes_of_other_facts_stay() {
        let before =
            "---\r\nkind: ask-learning   # 類別\r\nto: 林雅婷\r\nsent:   # 發送時間\r\noutcome:\r\n  - answer # 一\r\n---\r\nHi\r\n";
        let edits = [
            Edit::Set("sent".into(), "2026-04-08".into()),
            Edit::Add("outcome".into(), vec!["mentor".into()]),
            Edit::Set("to.role".into(), "經理, 顧問".into()),
        ];
        let after = apply("a.md", before, &edits).expect("edited");
        assert_eq!(
            after,
            "---\r\nkind: ask-learning   # 類別\r\nto: {name: 林雅婷, role: \"經理, 顧問\"}\r\nsent: 2026-04-08   # 發送時間\r\noutcome:\r\n  - answer # 一\r\n  - mentor\r\n---\r\nHi\r\n"
        );
    }

    #[test]
    fn a_new_key_goes_where_it_belongs_and_a_removed_one_goes_whole() {
        let before = "---\nkind: nudge\nto: 王\nnotes: |\n  a\n  b\nlang: en\n---\n";
        let with = apply("a.md", before, &[Edit::Set("channel".into(), "email".into())]).expect("edited");
        assert_eq!(with, "---\nkind: nudge\nto: 王\nchannel: email\nnotes: |\n  a\n  b\nlang: en\n---\n");
        let without = apply("a.md", &with, &[Edit::Remove("notes".into())]).expect("edited");
        assert_eq!(without, "---\nkind: nudge\nto: 王\nchannel: email\nlang: en\n---\n");
    }

    #[test]
    fn a_comment_stays_when_its_fact_goes() {
        let before = "---\nkind: nudge\nsent: 2026-04-08   # 發送時間\nnext: x\n---\n";
        let after = apply("a.md", before, &[Edit::Remove("sent".into()), Edit::Remove("next".into())]).expect("edited");
        assert_eq!(after, "---\nkind: nudge\nsent:    # 發送時間\n---\n");
    }

    #[test]
    fn only_the_same_fact_is_overtaken() {
        let (read, next) = ("---\nkind: nudge\n---\n", "---\nkind: nudge\nnext: x\noutcome: [answer]\n---\n");
        let of = |now: &str, edit: Edit| overtaken(read, now, std::slice::from_ref(&edit)).map(str::to_owned);
        assert_eq!(of(next, Edit::Set("sent".into(), "2026-04-08".into())), None);
        assert_eq!(of(next, Edit::Set("next".into(), "y".into())), Some("next".into()));
        assert_eq!(of(next, Edit::Set("next".into(), "x".into())), None, "the same twice");
        assert_eq!(of(next, Edit::Remove("next".into())), Some("next".into()));
        assert_eq!(of(next, Edit::Add("outcome".into(), vec!["mentor".into()])), None);
        assert_eq!(of(read, Edit::Set("next".into(), "y".into())), None);
        let (role, name) = ("---\nto: {name: 王, role: 經理}\n---\n", Edit::Set("to.name".into(), "林".into()));
        assert_eq!(overtaken("---\nto: {name: 王}\n---\n", role, std::slice::from_ref(&name)), None);
        assert_eq!(overtaken("---\nto: 李\n---\n", role, &[name]), Some("to.name"));
    }

    #[test]
    fn a_file_that_cannot_be_parsed_is_never_written() {
        for source in ["no front matter", "---\nkind: [\n---\n", "---\na: 1\na: 2\n---\n", "---\nnever closes\n"] {
            assert!(apply("a.md", source, &[Edit::Set("sent".into(), "2026-04-08".into())]).is_err(), "{source}");
        }
    }
}
