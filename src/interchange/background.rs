//! 對象背景, the article's column that says who was asked: the name, then what is known of them. What it shows of a recipient, and
//! what a person's words in it make of one.

use super::naming::{is_near, marked, name_in, part_known};
use super::values::one_line;
use crate::journal::Recipient;
use crate::text::names::TITLES;
use crate::text::normal::fold_name;
use crate::text::script::is_han;

/// What the column shows of a recipient: the name, as people write it before the background, then the background, else role and
/// organisation. An import takes the name off again; where it would not, the name is marked as one.
pub(crate) fn background_shown(to: &Recipient) -> String {
    let has_han = |text: &str| text.chars().any(is_han);
    let rest = rest_shown(to);
    let Some(name) = &to.name else { return rest };
    let plain = match () {
        () if rest.is_empty() => name.clone(),
        () if has_han(name) || has_han(&rest) => format!("{name}，{rest}"),
        () => format!("{name}, {rest}"),
    };
    let marked = marked(name, &rest);
    let comes_back = |shown: &str| name_in(shown).is_some_and(|(read, left)| read == *name && left == rest.trim());
    if !comes_back(&plain) && comes_back(&marked) { marked } else { plain }
}

/// What is shown beside the name: the background, else role and organisation.
fn rest_shown(to: &Recipient) -> String {
    let beside: Vec<&str> = [&to.role, &to.org].into_iter().flatten().map(String::as_str).collect();
    let between = if beside.iter().any(|text| text.chars().any(is_han)) { "，" } else { ", " };
    to.background.clone().unwrap_or_else(|| beside.join(between))
}

/// Whether a cell says what is known of a recipient, with the name or without. An emptied one says that nothing is, beside who it is.
pub(super) fn says(to: Option<&Recipient>, cell: &str) -> bool {
    let Some(to) = to else { return cell.trim().is_empty() };
    let (cell, rest) = (one_line(cell), one_line(&rest_shown(to)));
    cell == rest || cell == one_line(&background_shown(to)) || behind_name(to, &cell) == Some(rest)
}

/// Whether a cell says a part of what is known: the role or where, beside a background.
pub(super) fn says_part(to: Option<&Recipient>, cell: &str) -> bool {
    let Some(to) = to else { return false };
    let rest = behind_name(to, cell).unwrap_or_else(|| one_line(cell));
    [&to.role, &to.org].into_iter().flatten().any(|known| one_line(known) == rest)
}

fn behind_name(to: &Recipient, cell: &str) -> Option<String> {
    part_known(cell, to.name.as_deref()?)
}

/// The facts that make a recipient what a cell says; `None` where it is not plain whom the cell names. Of a letter that is there a
/// name may be mended; in a new one every other name is another person's.
pub(super) fn facts(to: Option<&Recipient>, cell: &str, is_new: bool) -> Option<Vec<(String, String)>> {
    let cell = one_line(cell);
    let Some((to, name)) = to.and_then(|to| Some((to, to.name.as_deref()?))) else {
        let (name, rest) = name_in(&cell).unzip();
        let name = name.map(|name| ("to.name".to_owned(), name));
        return Some(name.into_iter().chain(of_background(to, &rest.unwrap_or(cell))).collect());
    };
    match behind_name(to, &cell) {
        _ if cell.is_empty() || cell == name => return Some(of_nothing(to)),
        Some(rest) => return Some(of_background(Some(to), &rest)),
        None => {}
    }
    let shown = rest_shown(to);
    let Some((other, rest)) = name_in(&cell) else {
        // The name was left off; else the first words may be another's.
        let first = |text: &str| text.split(['，', ',', '、']).next().map(|part| part.trim().to_owned());
        let is_rest = !shown.is_empty() && (shown.contains(&cell) || first(&cell) == first(&shown));
        return is_rest.then(|| of_background(Some(to), &cell));
    };
    let renamed = ("to.name".to_owned(), other.clone());
    Some(match !is_new && is_same_person(name, &other) {
        true if rest == shown => vec![renamed],
        true => std::iter::once(renamed).chain(of_background(Some(to), &rest)).collect(),
        false => std::iter::once(renamed).chain(of_another(to, &rest)).collect(),
    })
}

/// Whether a name is another way to write a person's: a letter mended, more or less of it, the given name for a title, a name between.
fn is_same_person(name: &str, other: &str) -> bool {
    let (a, b) = (fold_name(name), fold_name(other));
    let is_titled = |name: &str| TITLES.iter().any(|title| name.ends_with(title));
    let has_title = is_titled(&a) != is_titled(&b) && a.chars().next() == b.chars().next();
    let ends = |name: &str| {
        Some((
            name.split_whitespace().next()?.to_lowercase(),
            name.split_whitespace().nth(1).and(name.split_whitespace().last())?.to_lowercase(),
        ))
    };
    let has_ends = ends(name).is_some() && ends(name) == ends(other);
    is_near(Some(name), Some(other)) || a.contains(&b) || b.contains(&a) || has_title || has_ends
}

/// The facts that make the background what a cell says behind the name. Where role and organisation are shown in its place, they are
/// corrected where they stand, as long as it is plain which of them a part of the cell is; else they make room.
fn of_background(to: Option<&Recipient>, rest: &str) -> Vec<(String, String)> {
    let Some(to) = to.filter(|to| to.background.is_none()) else { return vec![fact("background", rest)] };
    let known = [("role", to.role.as_deref()), ("org", to.org.as_deref())];
    let known: Vec<(&str, &str)> = known.into_iter().filter_map(|(key, value)| Some((key, value?))).collect();
    let parts: Vec<&str> = rest.split(['，', ',']).map(str::trim).filter(|part| !part.is_empty()).collect();
    let stands = |at: usize| parts.get(at).is_some_and(|part| known[at].1 == *part);
    let is_corrected = parts.len() == known.len() && (known.len() == 1 || (0..known.len()).any(stands));
    if is_corrected {
        return (0..known.len()).filter(|at| !stands(*at)).map(|at| fact(known[at].0, parts[at])).collect();
    }
    let kept = parts.len() == 1 && known.iter().any(|(_, value)| *value == rest);
    let background = (!rest.is_empty() && !kept).then(|| fact("background", rest));
    background.into_iter().chain(known.iter().filter(|(_, value)| *value != rest).map(|(key, _)| fact(key, ""))).collect()
}

/// Nothing stands beside the name.
fn of_nothing(to: &Recipient) -> Vec<(String, String)> {
    let known = [("background", &to.background), ("role", &to.role), ("org", &to.org)];
    known.into_iter().filter(|(_, value)| value.is_some()).map(|(key, _)| fact(key, "")).collect()
}

/// Nothing of the first person is known of another.
fn of_another(to: &Recipient, rest: &str) -> Vec<(String, String)> {
    let background = (!rest.is_empty() || to.background.is_some()).then(|| fact("background", rest));
    let tie = to.tie.map(|tie| tie.word().to_owned());
    let others = [("role", &to.role), ("org", &to.org), ("call", &to.call), ("why", &to.why), ("tie", &tie), ("handle", &to.handle)];
    background.into_iter().chain(others.into_iter().filter(|(_, value)| value.is_some()).map(|(key, _)| fact(key, ""))).collect()
}

fn fact(key: &str, value: &str) -> (String, String) {
    (format!("to.{key}"), value.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_makes_of_a_recipient_what_it_says() {
        let to = |name: &str, background: Option<&str>, role: Option<&str>| Recipient {
            name: Some(name.to_owned()).filter(|name| !name.is_empty()),
            call: Some("志明".to_owned()),
            background: background.map(ToOwned::to_owned),
            role: role.map(ToOwned::to_owned),
            ..Recipient::default()
        };
        for (to, cell, told) in [
            (to("王志明", None, Some("工程師")), "吳佳蓉，設計師", Some("name=吳佳蓉 background=設計師 role= call=")),
            (to("王志明", None, Some("工程師")), "吳佳蓉", Some("name=吳佳蓉 role= call=")),
            (to("王志明", None, Some("工程師")), "王志明，資料工程師", Some("role=資料工程師")),
            (to("王志明", None, Some("工程師")), "王志明，資料工程師，十年", Some("background=資料工程師，十年 role=")),
            (to("Priya Nair", None, Some("data lead")), "Name: Priya N. Nair; data lead", Some("name=Priya N. Nair")),
            (to("王志明", None, Some("工程師")), "王志銘，工程師", Some("name=王志銘")),
            (to("王老師", Some("社團"), None), "王志明，社團", Some("name=王志明")),
            (to("王老師", Some("社團"), None), "王志明，顧問", Some("name=王志明 background=顧問")),
            (to("王志明", None, Some("工程師")), "小美，設計師", None),
            (to("王志明", Some("十年電商，帶人"), None), "十年電商", Some("background=十年電商")),
            (to("王志明", Some("十年電商"), None), "小美，十年電商", None),
            (to("王志明", None, None), "PM", None),
            (to("", Some("十年電商"), None), "九年電商", Some("background=九年電商")),
            (to("", None, None), "林雅婷，九年電商", Some("name=林雅婷 background=九年電商")),
        ] {
            let facts = facts(Some(&to), cell, false);
            let words = facts.map(|all| all.iter().map(|(key, value)| format!("{}={value}", &key[3..])).collect::<Vec<_>>().join(" "));
            assert_eq!(words.as_deref(), told, "{cell}");
        }
        let new = facts(Some(&to("林雅婷", None, None)), "林雅芬", true).unwrap_or_default();
        assert_eq!(new, [("to.name".to_owned(), "林雅芬".to_owned()), ("to.call".to_owned(), String::new())]);
    }
}
