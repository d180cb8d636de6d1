//! Older versions in a site for others: what a message was is shown, masked; nothing else of the past is.

use crate::program::{Ran, files};
use crate::repository::Repository;

const PATH: &str = "requests/2026/2026-04-08-Zephyrine-Quillon.md";

/// What must not stand in a site for others: names and texts that only older versions hold, and what git knows besides.
const CANARIES: [&str; 15] = [
    "Elderwood",
    "Quentin",
    "Quen",
    "Basilisk",
    "qelder_9",
    "白鷺鳴",
    "鷺鳴",
    "old-canary@example.org",
    "0987-654-321",
    "canary-old-notes",
    "canary-old-cut",
    "canary-old-reply",
    "canary-old-subject",
    "canary-old-draft",
    "陳品妤",
];

fn letter(to: &str, facts: &str, body: &str) -> String {
    format!("---\nkind: ask-learning\nto: {to}\nchannel: email\ntemplate: ask@1\n{facts}---\n\n{body}\n")
}

fn template(version: u32, text: &str) -> String {
    format!(
        "---\ntitle: Ask\nversion: {version}\nkind: ask-learning\nchanges: [without Basilisk Works]\n---\n\nHi {{{{ recipient }}}},\n\n{text}\n"
    )
}

const OLD: &str = "{name: Quentin Elderwood, call: Quen, org: Basilisk Works, handle: qelder_9}";
const NEW: &str = "{name: Zephyrine Quillon, call: Zeph}";
const PASTED: &str = "canary-old-reply, and more of it than anybody but the writer should ever see.";

/// Five versions: to somebody else; with a section that is not recognised; with a reply pasted in; unreadable; sent.
fn repository() -> Repository {
    let old_template = template(1, "Basilisk Works taught me that one question is enough, so here it is.");
    let repository =
        Repository::new(&[("asklog.yaml", "lang: en\ntimezone: Asia/Taipei\nname: Marta\n"), ("templates/ask.md", &old_template)]);
    let first = "Hi Quen,\n\nBasilisk Works and 白鷺鳴 (old-canary@example.org, 0987-654-321) print by hand. Would you look?\n\n## Notes\n\ncanary-old-notes that were never meant for anybody else to read";
    let other =
        "---\nkind: ask-learning\nto: 白鷺鳴\nchannel: line\n---\n\ncanary-old-draft that nobody was ever sent, and never will be\n";
    repository.journal.write("requests/2026/other.md", other);
    repository.write_and_commit("2026-04-01", PATH, &letter(OLD, "subject: canary-old-subject\n", first));
    let second = "Hi Zeph,\n\nI print by hand. Would you look at one page?\n\n##回覆\n\ncanary-old-cut";
    repository.write_and_commit("2026-04-02", PATH, &letter(NEW, "", second));
    let third = format!("Hi Zeph,\n\nI print by hand. Would you look at one page?\n\nMarta\n\n{PASTED}");
    repository.write_and_commit("2026-04-03", PATH, &letter(NEW, "", &third));
    repository.write_and_commit("2026-04-04", PATH, &letter("{name: [Quentin", "", "Hi Quentin, Basilisk Works?"));
    repository.journal.write("templates/ask.md", &template(2, "One question is enough."));
    let other = "---\nkind: ask-learning\nto: 白鷺鳴\nchannel: line\ntemplate: ask@1\n---\n\nBasilisk Works taught me that one question is enough, so here it is.\n";
    repository.journal.write("requests/2026/other.md", other);
    let now = format!("Hi Zeph,\n\nI print by hand. Would you look at one line of one page?\n\nMarta\n\n## Reply\n\n{PASTED}");
    repository.write_and_commit("2026-04-08", PATH, &letter(NEW, "subject: One page\nsent: 2026-04-08\nreplied: 2026-04-09\n", &now));
    repository
}

fn built(repository: &Repository, args: &[&str]) -> Ran {
    let all: Vec<&str> = ["build"].iter().chain(args).copied().collect();
    repository.run(&all)
}

#[test]
fn older_versions_are_shown_masked_and_nothing_else_of_the_past() {
    for lang in ["en", "zh-TW"] {
        for view in ["shared", "totals"] {
            let repository = repository();
            let ran = built(&repository, &["--privacy", view, "--lang", lang]);
            assert_eq!(ran.status, 0, "{view}: {}", ran.err);
            let hash = repository.git(&["rev-parse", "HEAD"]);
            for (name, bytes) in files(&repository.journal.root().join("site")) {
                let text = String::from_utf8_lossy(&bytes).to_lowercase();
                for canary in CANARIES.iter().copied().chain([hash.trim(), &hash[..8]]) {
                    assert!(!text.contains(&canary.to_lowercase()), "{view}, {name}: {canary}");
                }
            }
        }
    }
    let repository = repository();
    assert_eq!(built(&repository, &[]).status, 0);
    let page = repository.journal.read("site/requests/2026-04-08-1.html");
    for words in ["Version 1", "Version 2", "Version 4", "an organisation", "(e-mail)", "(phone)", "<del>", "1 April 2026"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert!(!page.contains("Version 3"), "one that holds what is hidden is left out");
    let template = repository.journal.read("site/templates/ask.html");
    assert!(template.contains("an organisation taught me"), "{template}");
}

#[test]
fn totals_show_no_older_version_of_a_letter() {
    let repository = repository();
    let text = repository.journal.read(PATH).replace("sent:", "public: text\nsent:");
    repository.write_and_commit("2026-04-09", PATH, &text);
    assert_eq!(built(&repository, &["--privacy", "totals"]).status, 0);
    let page = repository.journal.read("site/requests/2026-04-08-1.html");
    assert!(page.contains("one line of one page") && !page.contains("<del>"), "{page}");
}

#[test]
fn an_older_version_that_gives_something_away_stops_the_build() {
    for (way, words) in [
        ("a name of an older version", "<del>Dear Quen,</del>"),
        ("its organisation", "<ins>Basilisk Works</ins>"),
        ("its notes", "<p>canary-old-notes that were never meant for anybody</p>"),
        ("a name now", "<p title=\"Zeph\">x</p>"),
    ] {
        let repository = repository();
        repository.journal.write("theme/iterations.html", &format!("<section>{words}</section>"));
        let ran = built(&repository, &[]);
        assert_eq!(ran.status, 2, "{way}: {}", ran.err);
        assert!(ran.err.contains("requests/2026-04-08-1.html") && ran.err.contains(PATH), "{way}: {}", ran.err);
        assert!(!repository.journal.root().join("site").exists(), "{way}");
    }
}

#[test]
fn what_went_and_what_came_make_no_name_together() {
    let repository = Repository::new(&[("asklog.yaml", "lang: zh-TW\ntimezone: Asia/Taipei\n")]);
    let body =
        |word: &str| letter("{name: 王明, call: 老師}", "sent: 2026-04-08\n", &format!("老師您好，\n\n想請教{word}的一題，可以嗎？"));
    repository.write_and_commit("2026-04-01", PATH, &body("王"));
    repository.write_and_commit("2026-04-02", PATH, &body("明"));
    let ran = built(&repository, &[]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    assert!(repository.journal.read("site/requests/2026-04-08-1.html").contains("<del>"));
}

#[test]
fn common_words_raise_no_false_alarm_in_a_difference() {
    let people = [
        ("Li", "Apple"),
        ("May Chen", "Version"),
        ("Art Whole", "Line"),
        ("Sam Only", "Hello"),
        ("Ming", "Length"),
        ("王", "版本"),
        ("April", "字"),
    ];
    for lang in ["en", "zh-TW"] {
        let repository = Repository::new(&[("asklog.yaml", &format!("lang: {lang}\ntimezone: Asia/Taipei\n"))]);
        for (day, question) in [("2026-04-01", "Hello, may I ask?"), ("2026-04-05", "May we speak about art? 王 said the line is whole.")]
        {
            for (at, (name, org)) in people.iter().enumerate() {
                let text = letter(
                    &format!("{{name: {name}, org: {org}}}"),
                    "sent: 2026-04-08\n",
                    &format!("Hi {name},\n\nI work at {org}. {question}"),
                );
                repository.journal.write(&format!("requests/{at}.md"), &text);
            }
            repository.journal.write("templates/ask.md", &template(if day == "2026-04-01" { 1 } else { 2 }, question));
            repository.commit(day);
        }
        let ran = built(&repository, &["--lang", lang]);
        assert_eq!(ran.status, 0, "{lang}: {}", ran.err);
        assert!(repository.journal.read("site/requests/2026-04-08-1.html").contains("<del>"));
    }
}

#[test]
fn a_name_that_marks_cut_in_two_shows_in_no_older_version() {
    let repository = Repository::new(&[("asklog.yaml", "lang: en\ntimezone: Asia/Taipei\nname: Marta\n")]);
    for (day, name) in [("2026-04-01", "**Zeph**yrine"), ("2026-04-02", "Z&#101;phyrine"), ("2026-04-03", "Zephyrine")] {
        let body = format!("Hi,\n\nthanks to {name} I print by hand. Would you look at one page of {day}?");
        repository.write_and_commit(day, PATH, &letter(NEW, "sent: 2026-04-08\n", &body));
    }
    let ran = repository.journal.run(&["build"]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    for (name, bytes) in files(&repository.journal.root().join("site")) {
        let text = String::from_utf8_lossy(&bytes);
        assert!(!text.contains("yrine") && !text.contains("phyrine"), "{name}");
    }
}
