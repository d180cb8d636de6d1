//! The site: the same bytes for the same journal, and an output folder that loses nothing.

use crate::program::{Journal, files, repository, run_in};

const LETTER: &str = "---\nkind: ask-learning\nto: {name: 林雅婷, call: 雅婷經理}\nchannel: email\nsubject: GA4\nsent: 2026-04-08\n---\n\n雅婷經理您好，\n\n想請教一題？\n";

fn letter(name: &str) -> (String, String) {
    (format!("requests/2026/2026-04-08-{name}.md"), LETTER.replace("林雅婷", name))
}

fn journal() -> Journal {
    let (path, text) = letter("林雅婷");
    Journal::new(&[(&path, &text)])
}

#[test]
fn the_same_journal_gives_the_same_bytes() {
    let folder = repository().join("example-journal");
    let out = tempfile::tempdir().expect("a temporary folder");
    let build = |name: &str| {
        let to = out.path().join(name);
        let ran = run_in(&folder, &["build", "--out", to.to_str().expect("UTF-8")]);
        assert_eq!(ran.status, 0, "{}", ran.err);
        files(&to)
    };
    let first = build("a");
    assert!(first == build("b"));
    assert!(first.len() > 120);
    assert!(first == build("a"), "a second build into the same folder");
}

#[test]
fn namesakes_of_whom_one_has_a_handle_are_told_apart() {
    let journal = journal();
    let text = LETTER.replace("to: {name: 林雅婷", "to: {name: 林 雅婷, handle: tina");
    journal.write("requests/b.md", &text.replace("2026-04-08", "2026-04-09"));
    assert_eq!(journal.run(&["--lang", "en", "build", "--privacy", "full"]).status, 0);
    let people = journal.read("site/people.html");
    assert_eq!(people.matches("Kept apart from @tina, who has the same name").count(), 1, "{people}");
    journal.write("requests/2026/2026-04-08-林雅婷.md", &text);
    assert_eq!(journal.run(&["--lang", "en", "build", "--privacy", "full"]).status, 0);
    assert!(!journal.read("site/people.html").contains("Another person"));
}

#[test]
fn the_index_counts_as_the_feedback_does() {
    let journal = journal();
    let draft = |kind: &str, more: &str| format!("---\nkind: {kind}\nto: 林雅婷\nchannel: email\n{more}---\n\nHi?\n");
    journal.write("requests/ask.md", &draft("ask-learning", ""));
    journal.write("requests/nudge.md", &draft("nudge", "follows: ask\nsent: 2026-04-09\n"));
    journal.write("requests/thanks.md", &draft("thanks", ""));
    assert_eq!(journal.run(&["--lang", "en", "build", "--privacy", "full"]).status, 0);
    let index = journal.read("site/index.html");
    let stats: String = journal.run(&["--lang", "en", "stats"]).out;
    assert!(stats.contains("1 sent to 1 person") && stats.contains("1 draft"), "{stats}");
    for said in ["<dt>Letters sent</dt><dd>1</dd>", "<dt>Drafts of letters</dt><dd>1</dd>"] {
        assert!(index.contains(said), "{said}");
    }
}

#[test]
fn only_changed_pages_are_written() {
    let journal = journal();
    assert!(journal.run(&["build"]).err.contains("12 files written, 0 unchanged"), "{}", journal.run(&["build"]).err);
    assert!(journal.run(&["build"]).err.contains("0 files written, 12 unchanged"));
    let (path, text) = letter("王小明");
    journal.write(&path, &text);
    let ran = journal.run(&["build"]);
    assert!(ran.err.contains("unchanged") && journal.read("site/.asklog-site").contains("王小明"), "{}", ran.err);
    std::fs::remove_file(journal.root().join(&path)).expect("removed");
    journal.run(&["build"]);
    assert!(!journal.root().join("site/requests/2026-04-08-王小明.html").exists(), "a page without its entry goes");
}

#[test]
fn what_is_not_ours_is_never_touched() {
    let journal = journal();
    journal.write("notes/keep.txt", "mine");
    let ran = journal.run(&["build", "--out", "notes", "--force"]);
    assert_eq!((ran.status, journal.read("notes/keep.txt").as_str()), (2, "mine"));
    assert!(ran.err.contains("not ours"), "{}", ran.err);

    assert_eq!(journal.run(&["build"]).status, 0);
    journal.write("site/mine.txt", "mine");
    std::fs::remove_file(journal.root().join("requests/2026/2026-04-08-林雅婷.md")).expect("removed");
    assert_eq!(journal.run(&["build"]).status, 0);
    assert_eq!(journal.read("site/mine.txt"), "mine");

    journal.write("site/index.html", "edited");
    let ran = journal.run(&["build"]);
    assert_eq!((ran.status, journal.read("site/index.html").as_str()), (2, "edited"));
    assert!(ran.err.contains("index.html was changed since"), "{}", ran.err);
    assert_eq!(journal.run(&["build", "--force"]).status, 0);
    assert!(journal.read("site/index.html").contains("<!doctype html>"));
}

#[test]
fn precious_folders_are_refused_whatever_the_flags() {
    let journal = journal();
    let parent = journal.root().parent().expect("a parent").to_path_buf();
    for out in [".", "requests", "requests/new", "templates", "theme", ".git", "/", parent.to_str().expect("UTF-8")] {
        let ran = journal.run(&["build", "--force", "--out", out]);
        assert_eq!(ran.status, 2, "{out}");
        assert!(ran.err.contains("never an output folder"), "{out}: {}", ran.err);
    }
    assert!(!journal.root().join("index.html").exists());
}

#[test]
fn a_failed_build_leaves_the_old_site_whole() {
    let journal = journal();
    assert_eq!(journal.run(&["build"]).status, 0);
    let before = files(&journal.root().join("site"));
    journal.write("theme/request.html", "{% extends \"base.html\" %}\n{% block content %}\n{{ nothing.here }}\n{% endblock %}\n");
    let ran = journal.run(&["build"]);
    assert_eq!(ran.status, 2);
    assert!(ran.err.contains("theme/request.html:3:"), "{}", ran.err);
    assert!(before == files(&journal.root().join("site")));
}

#[test]
fn a_theme_file_that_a_built_in_layout_misses_something_in_is_named() {
    let journal = journal();
    let macros = std::fs::read_to_string(repository().join("templates/site/_macros.html")).expect("read");
    journal.write("theme/_macros.html", &macros.replace("{% macro date(", "{% macro day_of("));
    let ran = journal.run(&["build", "--lang", "en"]);
    assert_eq!(ran.status, 2);
    assert!(ran.err.contains("theme/_macros.html: it has no macro `date`, which the built-in "), "{}", ran.err);
    // The status of a draft is shown by the macro; that of a line of the table is written out.
    journal.write("requests/draft.md", &LETTER.replace("sent: 2026-04-08\n", ""));
    journal.write("theme/_macros.html", &macros.replace("{% macro status(state)", "{% macro status()"));
    let ran = journal.run(&["build", "--lang", "en", "--privacy", "full"]);
    assert_eq!(ran.status, 2);
    assert!(ran.err.contains("theme/_macros.html:"), "{}", ran.err);
}

#[test]
fn a_finding_quotes_the_words_of_a_page_and_no_marks() {
    let journal = journal();
    journal.write("requests/a.md", "---\nkind: ask-learning\nto: Ada Lark\nchannel: email\nsent: 2026-04-08\n---\n\nHi Ada,\n\nDo you have **any** advice, [Ada](https://example.org/ada-lark \"Ada L\")?\n");
    for (view, page, words) in
        [("full", "a", "Do you have any advice, Ada?"), ("shared", "2026-04-08-2", "Do you have any advice, Person B?")]
    {
        assert_eq!(journal.run(&["build", "--privacy", view, "--lang", "en", "--out", view]).status, 0);
        let page = journal.read(&format!("{view}/requests/{page}.html"));
        assert!(
            page.contains(&format!("<q lang=\"en\">{words}</q>")),
            "{view}: {:?}",
            page.lines().filter(|line| line.contains("<q ")).collect::<Vec<_>>()
        );
    }
}

#[test]
fn half_read_settings_are_refused() {
    let broken = Journal::new(&[("asklog.yaml", "lang: en\ntimezone: Mars/Olympus\nsite: {privacy: full}\n")]);
    assert_eq!(broken.run(&["build"]).status, 2);
    assert!(!broken.root().join("site").exists());
    assert_eq!(journal().run(&["build", "--privacy", "some"]).status, 2);
}

#[test]
fn broken_entries_are_named_on_the_index_and_stop_nothing() {
    let journal = journal();
    journal.write("requests/2026/broken.md", "---\nkind: [\n---\n");
    let ran = journal.run(&["build"]);
    assert_eq!(ran.status, 0);
    assert!(ran.err.contains("requests/2026/broken.md"), "{}", ran.err);
    assert!(journal.read("site/index.html").contains("requests&#x2f;2026&#x2f;broken.md"));
    assert_eq!(journal.run(&["build", "--strict"]).status, 2);
}

#[test]
fn a_message_is_in_the_language_that_its_entry_says() {
    let journal = Journal::new(&[(
        "requests/a.md",
        "---\nkind: ask-learning\nto: Ann\nlang: ja\nsent: 2026-04-01\n---\n\nどちらを先に学びますか。\n",
    )]);
    assert_eq!(journal.run(&["build", "--privacy", "full"]).status, 0);
    assert!(journal.read("site/requests/a.html").contains("lang=\"ja\""));
}

#[test]
fn twins_get_a_page_each() {
    let (_, text) = letter("林雅婷");
    let journal = Journal::new(&[("requests/a/index.md", &text), ("requests/b/INDEX.md", &text)]);
    assert_eq!(journal.run(&["build"]).status, 0);
    let pages: Vec<String> = files(&journal.root().join("site/requests")).into_iter().map(|(name, _)| name).collect();
    assert_eq!(pages, ["INDEX-2.html", "index.html"]);
}

#[test]
fn people_problems_and_learnings_gather_what_the_entries_say() {
    let asked = LETTER.replace("sent: 2026-04-08", "sent: 2026-03-01\nreplied: 2026-03-03\noutcome: [answer]\nproblem: GA4 order")
        + "\n## Reply\n\nEvents first.\n\n## Learned\n\nOne event is enough.\n";
    let journal = Journal::new(&[("requests/a.md", &asked)]);
    journal
        .write("theme/learnings.html", "{% extends \"base.html\" %}{% block content %}<p>mine: {{ months | length }}</p>{% endblock %}\n");
    assert_eq!(journal.run(&["build"]).status, 0);
    let people = journal.read("site/people.html");
    assert!(people.contains("id=\"person-林雅婷\"") && people.contains("would like to hear what came of it"), "{people}");
    let problems = journal.read("site/problems.html");
    assert!(
        problems.contains("id=\"problem-GA4-order\"") && problems.contains("Events first.") && problems.contains("One event is enough.")
    );
    assert!(journal.read("site/learnings.html").contains("mine: 1"), "a theme's layout stands in");
    assert!(journal.read("site/requests/a.html").contains("people.html#person-%E6%9E%97%E9%9B%85%E5%A9%B7"));

    let thanks = "---\nkind: thanks\nto: 林雅婷\nchannel: email\nfollows: a\nsent: 2026-03-05\n---\n\n謝謝您。\n";
    journal.write("requests/b.md", thanks);
    assert_eq!(journal.run(&["build"]).status, 0);
    let people = journal.read("site/people.html");
    assert!(people.contains("Heard what came of it on 5 March"), "{people}");
}

/// The places across of a page's charts, in percent.
fn places(page: &str) -> Vec<f64> {
    let attributes = page.split('"').skip(1).step_by(2);
    attributes.filter_map(|value| value.strip_suffix('%')?.parse().ok()).collect()
}

#[test]
fn charts_hold_for_any_number_of_letters() {
    for count in [0_usize, 1, 5, 60, 2_000] {
        let journal = Journal::new(&[]);
        for number in 0..count {
            let day = format!("{}-{:02}-{:02}", 2026 - number / 300, 1 + number / 25 % 3, 1 + number % 25);
            let reply = if number % 4 == 1 { format!("replied: {day}\n") } else { String::new() };
            let keys = format!("to: {{role: Reader {number}}}\nchannel: email\ntemplate: t@{}\nsent: {day}\n{reply}", 1 + number % 3);
            journal.write(&format!("requests/{number}.md"), &format!("---\n{keys}---\n\nHi, which of the two do you use?\n"));
        }
        let ran = journal.run(&["build"]);
        assert_eq!(ran.status, 0, "{count}: {}", ran.err);
        for name in ["index.html", "feedback.html"] {
            let page = journal.read(&format!("site/{name}"));
            assert!(places(&page).iter().all(|place| (0.0..=100.0).contains(place)), "{count} {name}: inside the drawing");
            assert!(!page.contains("NaN") && !page.contains("inf%"), "{count} {name}");
            assert_eq!(page.contains("<svg role=\"img\""), count > 0, "{count} {name}: a chart where there is something to draw");
            assert!(page.len() < 400_000, "{count} {name}: {} bytes", page.len());
        }
    }
}

#[test]
fn a_help_line_is_for_the_writers_eyes_only() {
    let heavy = LETTER.replace("想請教一題？", "我不想活了，可以跟您說說話嗎？") + "\n## Learned\n\nTo ask for help.\n";
    let heavy = heavy.replace("subject: GA4", "subject: GA4\npublic: text");
    let journal = Journal::new(&[("requests/a.md", &heavy)]);
    for (privacy, expected) in [("full", true), ("shared", false), ("totals", false)] {
        let out = journal.root().join(privacy);
        let ran = journal.run(&["build", "--privacy", privacy, "--out", privacy]);
        assert_eq!(ran.status, 0, "{}", ran.err);
        let is_shown = files(&out).iter().any(|(_, bytes)| String::from_utf8_lossy(bytes).contains("class=\"help-line\""));
        assert_eq!(is_shown, expected, "{privacy}");
    }
}

#[test]
fn a_finding_on_the_subject_is_marked_beside_it_and_quotes_it() {
    let journal = Journal::new(&[("requests/a.md", &LETTER.replace("subject: GA4", "subject: '問題'"))]);
    assert_eq!(journal.run(&["build"]).status, 0);
    let page = journal.read("site/requests/a.html");
    assert!(page.contains("問題</span><sup class=\"finding-mark\"><a href=\"#finding-1\"") && !page.contains("'問題'"), "{page}");
}

/// The places of a search index, each as one text.
fn index(text: &str) -> Vec<String> {
    let data = text.strip_prefix("asklogSearch(").and_then(|rest| rest.strip_suffix(");\n")).expect("a call with data");
    let index: serde_json::Value = serde_json::from_str(data).expect("JSON");
    index["places"].as_array().expect("a list").iter().map(ToString::to_string).collect()
}

#[test]
fn the_search_index_holds_what_the_pages_of_a_view_say() {
    let asked = LETTER.replace("sent: 2026-04-08", "sent: 2025-12-30\nreplied: 2026-03-03\noutcome: [answer]\nproblem: GA4 order")
        + "\n## Reply\n\nEvents *first*.<!-- not this -->\n\n## Learned\n\nOne event\nis enough.\n";
    let draft = LETTER.replace("sent: 2026-04-08\n", "").replace("GA4", "A draft");
    let template = "---\ntitle: Ask first\nversion: 1\nkind: ask-learning\nvariables: {topic: what}\n---\n\nDear you, about {{ topic }}?\n";
    let journal = Journal::new(&[("requests/a.md", &asked), ("requests/b.md", &draft), ("templates/first.md", template)]);
    let built = |privacy: &str| {
        let ran = journal.run(&["build", "--privacy", privacy, "--out", privacy]);
        assert_eq!(ran.status, 0, "{}", ran.err);
        let year = format!("{privacy}/search-2025.js");
        let of_year = if journal.root().join(&year).exists() { index(&journal.read(&year)) } else { Vec::new() };
        (index(&journal.read(&format!("{privacy}/search.js"))), of_year)
    };
    let holds = |places: &[String], words: &str| places.iter().any(|place| place.contains(words));

    let (others, sent) = built("full");
    assert_eq!(sent.len(), 1);
    for words in ["requests/a.html", "林雅婷", "想請教一題？", "Events first.", "is enough.", "30 December 2025"] {
        assert!(holds(&sent, words), "{words}: {sent:?}");
    }
    assert!(!holds(&sent, "not this") && !holds(&sent, "*first*"), "{sent:?}");
    for words in ["about topic?", "people.html#person-", "problems.html#problem-GA4-order", "A draft"] {
        assert!(holds(&others, words), "{words}: {others:?}");
    }

    let (others, sent) = built("shared");
    assert!(holds(&sent, "Person A") && holds(&sent, "is enough.") && holds(&sent, "requests/2025-12-30-1.html"), "{sent:?}");
    for words in ["雅婷", "Events first", "A draft"] {
        assert!(!holds(&sent, words) && !holds(&others, words), "{words}: {others:?} {sent:?}");
    }

    let (others, sent) = built("totals");
    assert!(sent.is_empty() && holds(&others, "about topic?"), "{others:?}");
    assert!(!holds(&others, "people.html") && !holds(&others, "problems.html") && !holds(&others, "is enough."), "{others:?}");
}
