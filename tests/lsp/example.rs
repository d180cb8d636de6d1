//! The example journal in an editor: every entry shows what `check` says, and an edit at once what it says of the new bytes.

use super::editor::{Editor, Seen, check};
use crate::program::{Journal, files, repository};

/// A copy of the example journal, outside its repository.
fn journal() -> Journal {
    let all = files(&repository().join("example-journal"));
    let kept = all.into_iter().filter(|(path, _)| !path.starts_with("site/"));
    let texts: Vec<(String, String)> = kept.filter_map(|(path, bytes)| Some((path, String::from_utf8(bytes).ok()?))).collect();
    Journal::new(&texts.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect::<Vec<_>>())
}

fn entries(journal: &Journal) -> Vec<String> {
    let all = files(journal.root()).into_iter().map(|(path, _)| path);
    all.filter(|path| path.ends_with(".md") && (path.starts_with("requests/") || path.starts_with("templates/"))).collect()
}

#[test]
fn every_entry_shows_what_check_says() {
    let journal = journal();
    let mut editor = Editor::of(&journal, "utf-32");
    let expected = check(journal.root(), "requests");
    let templates = check(journal.root(), "templates");
    assert!(expected.len() > 20, "{}", expected.len());
    let paths = entries(&journal);
    for path in &paths {
        editor.open(path, &journal.read(path));
        editor.diagnostics(path);
    }
    editor.until("all as check says", |editor| {
        let told = |folder: &str| {
            let mut seen: Vec<Seen> = paths.iter().filter(|path| path.starts_with(folder)).flat_map(|path| editor.seen(path)).collect();
            seen.sort();
            seen
        };
        told("requests/") == expected && told("templates/") == templates
    });
}

/// What becomes of a line; `None` leaves it.
type Change = fn(&str) -> Option<String>;

/// Rules that are told when the whole journal was checked.
fn at_once(seen: Vec<Seen>) -> Vec<Seen> {
    let later = ["silence-without-next", "same-version-many-silences", "copy-paste-burst"];
    seen.into_iter().filter(|(rule, ..)| !later.contains(&rule.as_str())).collect()
}

#[test]
fn an_edit_shows_at_once_what_check_says_of_the_new_bytes() {
    let journal = journal();
    let mut editor = Editor::of(&journal, "utf-32");
    let changes: [(&str, Change); 4] = [
        ("another person", |line| line.starts_with("to: ").then(|| "to: 林雅婷".to_owned())),
        ("an earlier day", |line| line.starts_with("sent: ").then(|| "sent: 2026-01-02".to_owned())),
        ("a name that none has", |line| line.starts_with("follows: ").then(|| "follows: 2026-03-0".to_owned())),
        ("no answer", |line| line.starts_with("replied: ").then(|| "next: x".to_owned())),
    ];
    let paths: Vec<String> = entries(&journal).into_iter().filter(|path| path.starts_with("requests/")).collect();
    let mut tried = 0;
    for (at, path) in paths.iter().enumerate().step_by(9) {
        let (what, change) = changes[at / 9 % changes.len()];
        let before = journal.read(path);
        let after: String = before.split('\n').map(|line| change(line).unwrap_or_else(|| line.to_owned()) + "\n").collect();
        let after = after.strip_suffix('\n').unwrap_or(&after);
        editor.open(path, &before);
        editor.diagnostics(path);
        editor.replace(path, after);
        let told = at_once(editor.diagnostics(path));
        journal.write(path, after);
        assert_eq!(told, at_once(check(journal.root(), path)), "{path}: {what}");
        journal.write(path, &before);
        editor.close(path);
        tried += 1;
    }
    assert!(tried >= 5, "{tried}");
}
