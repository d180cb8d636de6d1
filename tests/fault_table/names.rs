//! N: names.

use super::{beside_a_good_one, entry, found};
use crate::program::Journal;

fn new(name: &str) -> String {
    let journal = Journal::new(&[]);
    let ran = journal.run(&["new", "--to", name, "--channel", "email", "--no-edit", "--no-input"]);
    assert_eq!(ran.status, 0, "{name}: {}", ran.err);
    let path = ran.out.trim().to_owned();
    assert!(journal.root().join(&path).is_file(), "{path}");
    assert_eq!(journal.run(&["check", "--only", "unportable-name,invalid-yaml,invalid-date"]).status, 0);
    assert_eq!(journal.run(&["build"]).status, 0);
    path.rsplit('/').next().unwrap_or_default().to_owned()
}

#[test]
fn n1_forms_of_one_name_are_one() {
    let journal = Journal::new(&[("requests/2026-04-08-zoe\u{308}.md", &entry("sent: 2026-04-08\n"))]);
    assert_eq!(journal.run(&["show", "2026-04-08-zo\u{eb}"]).status, 0, "looked up by NFC");
    journal.write("requests/2026/2026-04-08-zo\u{eb}.md", &entry("sent: 2026-04-08\n"));
    let twins = journal.run(&["check", "--only", "duplicate-id"]);
    assert!(twins.out.contains("duplicate-id"), "{}", twins.out);
    assert_eq!(journal.run(&["build"]).status, 0);
    assert_eq!(std::fs::read_dir(journal.root().join("site/requests")).expect("there").count(), 2, "two pages");
    assert!(new("zoe\u{308}").contains("zo\u{eb}"), "new names are NFC");
}

#[test]
fn n2_long_names_are_cut_at_a_character() {
    let name = new(&"林雅婷".repeat(60));
    assert!(name.len() <= 250 && name.ends_with(".md"), "{name}");
    assert!(new(&"👩‍💻".repeat(60)).len() <= 250);
}

#[test]
fn n3_any_script_is_shown() {
    let journal = beside_a_good_one(entry("sent: 2026-04-08\n").replace("Lin", "שרה 👩‍💻").as_bytes());
    assert!(journal.run(&["list"]).out.contains("שרה"));
    assert_eq!(journal.run(&["build"]).status, 0);
    assert!(journal.read("site/index.html").contains("<bdi>") || journal.read("site/index.html").contains("dir=\"auto\""));
}

#[test]
fn n4_names_of_windows_are_never_made() {
    for name in ["aux", "CON", "a:b*c?", "ends.", "nul.txt"] {
        let made = new(name);
        assert!(!made.contains([':', '*', '?', '"', '<', '>', '|']) && !made.trim_end_matches(".md").ends_with(['.', ' ']), "{made}");
    }
    let journal = beside_a_good_one(b"");
    journal.write("requests/aux.md", &entry(""));
    assert!(journal.run(&["check", "--only", "unportable-name"]).out.contains("`aux`"));
}

#[test]
fn n5_an_empty_name_has_a_fallback() {
    for name in ["🙂", "。。。", "///"] {
        let made = new(name);
        assert!(made.starts_with("2026-04-12-") && made.len() > "2026-04-12-.md".len(), "{made}");
    }
}

#[test]
fn n6_pages_never_take_the_place_of_others() {
    let entries = ["requests/index.md", "requests/404.md", "requests/2025/a.md", "requests/2026/a.md", "requests/2026/A.md"];
    let journal = Journal::new(&entries.map(|path| (path, "---\nkind: nudge\nto: Lin\n---\n\nHi Lin, which one?\n")));
    assert_eq!(journal.run(&["build"]).status, 0);
    let pages: Vec<String> =
        crate::program::files(&journal.root().join("site/requests")).into_iter().map(|(name, _)| name.to_lowercase()).collect();
    let distinct: std::collections::BTreeSet<&String> = pages.iter().collect();
    assert_eq!((pages.len(), distinct.len()), (5, 5), "{pages:?}");
    assert!(journal.read("site/index.html").contains("<title>"));
}

#[test]
fn n7_control_characters_never_reach_the_terminal() {
    let journal = beside_a_good_one(entry("sent: 2026-04-08\nsummary: \"a\\e[31mred\\u202Eb\"\n").as_bytes());
    for args in [&["list"][..], &["show", "x"], &["due"], &["search", "red"], &["check"], &["list", "--format", "json"], &["stats"], &[]] {
        let ran = journal.run(args);
        assert!(!format!("{}{}", ran.out, ran.err).contains(['\u{1b}', '\u{202e}']), "{args:?}");
    }
}

#[test]
fn n8_paths_in_references_are_text() {
    let journal = beside_a_good_one(entry("follows: ../../../etc/passwd\ntemplate: ../../asklog@1\n").as_bytes());
    assert_eq!(found(&journal, "unknown-request"), ["6:10 `follows` names `../../../etc/passwd`, which is no entry"]);
    assert_eq!(found(&journal, "unknown-template").len(), 1);
    assert_eq!(journal.run(&["build"]).status, 0);
}

/// On a file system that tells upper case from lower.
#[cfg(target_os = "linux")]
#[test]
fn n9_a_path_that_is_printed_is_taken_and_an_exact_name_comes_before_a_part_of_one() {
    let journal = Journal::new(&[("requests/good.md", &entry("")), ("requests/GOOD.MD", &entry("next: y\n"))]);
    let several = journal.run(&["show", "good"]);
    assert!(several.status == 2 && several.err.contains("requests/GOOD.MD"), "{}", several.err);
    for path in journal.run(&["list", "--format", "path"]).out.lines() {
        let shown = journal.run(&["show", path]);
        assert!(shown.status == 0 && shown.out.contains(path), "{path}: {}", shown.err);
    }
    // What cannot be read is what is named, not others that hold the letter.
    journal.write("templates/alpha.md", "---\ntitle: Alpha\nkind: ask-learning\n---\n\nHi\n");
    journal.write("requests/a.md", "---\nkind: [\n---\n\nHi\n");
    std::fs::write(journal.root().join("requests/b.md"), b"---\nkind: ask-learning\n---\n\n\xff\n").expect("written");
    journal.write("requests/bb.md", &entry(""));
    for (id, path) in [("a", "requests/a.md"), ("b", "requests/b.md")] {
        for args in [&["show", id][..], &["set", id, "next=y"]] {
            let ran = journal.run(args);
            assert!(ran.status == 2 && ran.err.contains(path), "{args:?}: {}{}", ran.out, ran.err);
        }
    }
    let hyphen = journal.run(&["show", "-rf"]);
    assert!(hyphen.status == 2 && hyphen.err.contains("show -- -rf"), "{}", hyphen.err);
}
