//! Privacy: nothing of the canaries gets out, common words raise no false alarm, a leak stops the build.

use crate::program::{Journal, files, repository, run_in};

/// What must never stand in a site for others.
const CANARIES: [&str; 24] = [
    "Quillon",
    "Zephyrine",
    "Zeph",
    "蔡雀鳴",
    "雀鳴",
    "雀鳴老師",
    "Umbrella Forge",
    "夜鶯印刷所",
    "zquill_77",
    "canary-background",
    "canary-why",
    "canary-reply",
    "canary-notes",
    "canary-draft",
    "canary-inbound",
    "canary-source",
    "canary-quoted",
    "canary-forwarded",
    "canary-own-key",
    "canary-allow",
    "canary-cut",
    "canary@example.org",
    "0912-345-678",
    "A123456789",
];

const LETTER: &str = "---
kind: ask-learning
to:
  name: Zephyrine Quillon
  call: Zeph
  role: press operator at Umbrella Forge
  org: Umbrella Forge
  background: canary-background
  why: canary-why
  handle: zquill_77
  tie: weak
channel: email
subject: A question for Zephyrine
summary: asks ZEPHYRINE about ink
template: ask-zeph@1
problem: ink at Umbrella Forge
tags: [ink, Quillon]
link: https://example.org/canary-link
source: canary-source
own_key: canary-own-key
sent: 2026-03-02
replied: 2026-03-04
outcome: [answer]
next: write shorter to Zephyrine Quillon
allow: {too-long: canary-allow}
---

Hi Zeph,

I asked ｚｅｐｈｙｒｉｎｅ and canary@example.org; 0912-345-678, A123456789. See https://example.org/zephyrine and [her page](https://example.org/%51uillon).

Would you look? 蔡雀鳴 said so, 雀鳴老師 too.

Marta

On Sun, 1 Mar 2026 at 18:00, Zephyrine Quillon <canary@example.org> wrote:
> canary-quoted, which is her mail and no word of Marta's.

That is what I mean.

---------- Forwarded message ---------
From: Ivo Inward

canary-forwarded, another mail that nobody gave away.

## Reply Zephyrine Quillon

canary-reply, and more of it than anybody would like to see on a page.

## Reflection about Zeph

Zephyrine Quillon was right.

## Learned

Ink dries. 雀鳴 said it first.

## Notes

canary-notes
";

const OTHERS: [(&str, &str); 5] = [
    (
        "requests/2026/2026-03-05-蔡雀鳴.md",
        "---\nkind: ask-feedback\nto: {name: 蔡雀鳴, call: 雀鳴老師, org: 夜鶯印刷所}\nchannel: line\nsubject: 請看一頁\nsent: 2026-03-05\n---\n\n雀鳴老師您好，\n\n夜鶯印刷所的色票怎麼選？\n\n##回覆\n\ncanary-cut\n",
    ),
    ("requests/2026/draft.md", "---\nkind: ask-learning\nto: Quentin Draftly\n---\n\ncanary-draft\n"),
    ("requests/2026/in.md", "---\nkind: inbound\nto: Ivo Inward\nchannel: email\nsent: 2026-03-06\n---\n\ncanary-inbound\n"),
    ("requests/2026/2026-03-07-Zephyrine-broken.md", "---\nkind: [\n---\nZephyrine Quillon\n"),
    (
        "templates/ask-zeph.md",
        "---\ntitle: For Zephyrine\nversion: 1\nkind: ask-learning\nwhen: Umbrella Forge answers\nsubject: \"{{ topic }} for Zeph\"\nvariables: {topic: {meaning: what Quillon knows, sample: canary@example.org}}\n---\n\nHi {{ recipient }},\n\n蔡雀鳴 told me about {{ topic }}.\n",
    ),
];

fn canaries() -> Journal {
    let settings = "title: Letters to Zephyrine\nname: Marta\nlang: en\ntimezone: Asia/Taipei\nfields: [own_key]\n";
    let mut all = vec![("asklog.yaml", settings), ("requests/2026/2026-03-02-Zephyrine-Quillon.md", LETTER)];
    all.extend(OTHERS);
    Journal::new(&all)
}

/// Every file of the site, its name and its text in small letters.
fn site(journal: &Journal) -> Vec<(String, String)> {
    let all = files(&journal.root().join("site")).into_iter();
    all.map(|(name, bytes)| (name.to_lowercase(), String::from_utf8_lossy(&bytes).to_lowercase())).collect()
}

#[test]
fn no_canary_is_in_a_site_for_others() {
    for lang in ["en", "zh-TW"] {
        for view in ["shared", "totals"] {
            let journal = canaries();
            let ran = journal.run(&["build", "--privacy", view, "--lang", lang]);
            assert_eq!(ran.status, 0, "{view}: {}", ran.err);
            for (name, text) in site(&journal).iter().filter(|(name, _)| name != "style.css" && name != "script.js") {
                for canary in CANARIES {
                    let canary = canary.to_lowercase();
                    assert!(!text.contains(&canary) && !name.contains(&canary), "{view}, {name}: {canary}");
                }
                assert!(view == "shared" || !text.contains("ink dries"), "{name}: totals shows what `public` allows");
            }
        }
    }
}

#[test]
fn shared_shows_what_the_list_allows_and_says_so() {
    let journal = canaries();
    let ran = journal.run(&["build"]);
    assert!(ran.err.contains("2 people have stand-in names (Person A to Person B); replies and notes are left out"), "{}", ran.err);
    let page = journal.read("site/requests/2026-03-02-1.html");
    for words in [
        "Person A",
        "press operator at an organisation",
        "A question for Person A",
        "asks Person A about ink",
        "(e-mail)",
        "(phone)",
        "(ID number)",
        "(link)",
        "(quoted mail)",
        "That is what I mean.",
    ] {
        assert!(page.contains(words), "{words}");
    }
    for words in
        ["write shorter to Person A", "ink at an organisation", "Reflection about Person A", "Person B said it first", "acquaintance"]
    {
        assert!(page.contains(words), "{words}");
    }
    assert!(journal.read("site/requests/2026-03-05-1.html").contains("Person B您好"));
    assert!(journal.read("site/index.html").contains("1 file could not be read"));
    assert!(journal.read("site/templates.html").contains("For Person A"));
}

#[test]
fn a_leak_stops_the_build_and_names_page_and_source() {
    let ways = [
        ("text", "<p>with thanks to Zephyrine Quillon</p>"),
        ("attribute", "<p title=\"蔡雀鳴\">x</p>"),
        ("anchor", "<h2 id=\"zephyrine\">x</h2>"),
        ("address", "<a href=\"https://example.org/%E8%94%A1%E9%9B%80%E9%B3%B4\">x</a>"),
        ("chart title", "<svg role=\"img\"><title>Umbrella Forge</title></svg>"),
        ("old version", "<del>Dear Zeph</del>"),
    ];
    for (way, html) in ways {
        let journal = canaries();
        assert_eq!(journal.run(&["build"]).status, 0);
        let before = files(&journal.root().join("site"));
        journal.write("theme/learnings.html", &format!("{{% extends \"base.html\" %}}{{% block content %}}{html}{{% endblock %}}"));
        let ran = journal.run(&["build"]);
        assert_eq!(ran.status, 2, "{way}: {}", ran.err);
        assert!(ran.err.contains("error[private-data-in-site]") && ran.err.contains("learnings.html"), "{way}: {}", ran.err);
        assert!(ran.err.contains("--> requests/2026/2026-03-0"), "{way} names the source: {}", ran.err);
        assert!(before == files(&journal.root().join("site")), "{way}: nothing is replaced");
        if way == "chart title" {
            assert!(ran.err.contains("not_secret: [Umbrella Forge]"), "{}", ran.err);
        }
    }
    // What is known to be no secret is none.
    let journal = canaries();
    journal.write("asklog.yaml", "lang: en\ntimezone: Asia/Taipei\nsite: {not_secret: [umbrella forge]}\nfields: [own_key]\n");
    journal.write("theme/learnings.html", "{% extends \"base.html\" %}{% block content %}<p>Umbrella Forge</p>{% endblock %}");
    assert_eq!(journal.run(&["build"]).status, 0);
}

#[test]
fn a_name_in_pieces_is_told_with_the_entry_to_edit() {
    let journal = canaries();
    let text = journal.read("requests/2026/2026-03-02-Zephyrine-Quillon.md").replace("Ink dries.", "蔡*雀*鳴 dries.");
    journal.write("requests/2026/2026-03-02-Zephyrine-Quillon.md", &text);
    let ran = journal.run(&["build"]);
    assert_eq!(ran.status, 2, "{}", ran.err);
    assert!(ran.err.contains("edit requests/2026/2026-03-02-Zephyrine-Quillon.md"), "{}", ran.err);
    let line = text.lines().position(|line| line.contains("蔡*雀*鳴")).expect("there") + 1;
    assert!(
        ran.err.contains(&format!("--> requests/2026/2026-03-02-Zephyrine-Quillon.md:{line}:1")),
        "the line that lets it out: {}",
        ran.err
    );
    assert_eq!(ran.err.matches("error[private-data-in-site]").count(), 1, "told once, however many pages hold it: {}", ran.err);
    let in_one_line = ran.err.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(in_one_line.contains("(and on 4 more pages)"), "{}", ran.err);
    assert!(!journal.root().join("site").exists());
}

#[test]
fn a_name_in_one_word_is_hidden_as_in_addresses_and_tags() {
    let page = "---\nkind: ask-learning\nto: {name: Dana Scott, tie: none}\nsent: 2026-03-02\ntags: [danascott]\nproblem: DanaScott-talk\nnext: ask danascott\n---\n\n\
        Hi Dana, see https://linkedin.com/in/danascott and [p](https://x.example/danascott), #DanaScott, scottdana. How do I learn GA4?\n";
    let journal = Journal::new(&[("asklog.yaml", "lang: en\n"), ("requests/a.md", page)]);
    assert_eq!(journal.run(&["build"]).status, 0);
    for (path, text) in site(&journal) {
        let text = text.to_lowercase();
        assert!(!text.contains("danascott") && !text.contains("scottdana"), "{path}");
    }
}

/// The text of the message page of a journal with one letter to each of the persons, the last of whom is asked about it.
fn page_of(tos: &[&str], message: &str) -> String {
    let journal = Journal::new(&[("asklog.yaml", "lang: zh-TW\ntimezone: Asia/Taipei\n")]);
    for (at, to) in tos.iter().enumerate() {
        let day = at + 1;
        let text =
            format!("---\nkind: ask-learning\nto: {to}\nchannel: email\nsubject: \"{message}\"\nsent: 2026-03-0{day}\n---\n\n{message}\n");
        journal.write(&format!("requests/{at}.md"), &text);
    }
    let ran = journal.run(&["--now", "2026-06-12", "build"]);
    assert_eq!(ran.status, 0, "{message}: {}", ran.err);
    let page = journal.read(&format!("site/requests/2026-03-0{}-1.html", tos.len()));
    page[page.find("<h1").expect("a heading")..].split("</h1>").next().unwrap_or_default().to_owned()
}

#[test]
fn nobody_is_told_by_a_form_of_address_and_plain_words_stay() {
    for (tos, message, shown) in [
        (
            &["王大明"][..],
            "王總、王董、王姐、王太太、王Sir、王 sir、王律、王主編好",
            "對象 A、對象 A、對象 A、對象 A、對象 A、對象 A、對象 A、對象 A好",
        ),
        (&["王"], "王老師您好，王先生、老王、小王、王總，國王", "對象 A您好，對象 A、對象 A、對象 A、對象 A，國王"),
        (&["{name: 林小姐}"], "林小姐您好，林經理、小林、林老師", "對象 A您好，對象 A、對象 A、對象 A"),
        (
            &["{name: 王明}"],
            "問 明 一題：明，您好，謝謝 明 的信，「明」、明、王明；明天說明，小明白",
            "問 對象 A 一題：對象 A，您好，謝謝 對象 A 的信，「對象 A」、對象 A、對象 A；明天說明，小明白",
        ),
        // In a letter to one Lin another is not meant.
        (&["林大明", "{name: 林經理}"], "林先生您好，林大明說", "對象 B您好，對象 A說"),
        (&["方文山"], "方老師：對方主管、官方老師、甲方經理，方姐、方總是", "對象 A：對方主管、官方老師、甲方經理，對象 A、方總是"),
        (&["何小姐"], "何小姐好：任何先生、為何老師，何先生", "對象 A好：任何先生、為何老師，對象 A"),
        (&["林雅婷"], "林*雅婷*、林-雅婷、林.雅婷、林·雅婷", "對象 A、對象 A、對象 A、對象 A"),
        (&["{name: Dana Li, handle: 'github:jldlc'}"], "jldlc, GitHub: jldlc, github:jldlc", "某公司, GitHub: 某公司, 某公司"),
        (&["{name: Mr. Joe Smith}"], "Mr. Bean, the Smiths and Joe", "Mr. Bean, the 對象 A and 對象 A"),
        (&["{name: Zoe O'Brien}"], "Zoe O’Brien, Ms O’Brien", "對象 A, Ms 對象 A"),
    ] {
        let said = page_of(tos, message);
        assert!(said.ends_with(shown), "{message}: {said}");
    }
}

#[test]
fn who_answered_for_another_is_somebody_and_a_known_channel_stays() {
    let letter = "---\nkind: ask-learning\nto: {name: Ann Fox, org: GitHub, tie: none}\nchannel: github\nsent: 2026-05-01\nreplied: 2026-05-03\nnext: Ask Quincy next\ntags: [quincy]\n---\n\nHi Ann of GitHub, which of the two?\n\n## Reply Quincy Lark 2026-05-03\n\nAnn forwarded this.\n\n## Learned\n\nQuincy Lark knows, and Ann does.\n";
    let journal = Journal::new(&[("asklog.yaml", "lang: en\n"), ("requests/a.md", letter)]);
    let ran = journal.run(&["--now", "2026-06-12", "build"]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    let page = journal.read("site/requests/2026-05-01-1.html");
    for words in ["Ask somebody next", "somebody knows, and Person A does", "Hi Person A of an organisation", "<dd>GitHub</dd>"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    for (name, text) in site(&journal) {
        assert!(!text.contains("quincy") && !text.contains("lark"), "{name}");
    }
    journal.write("theme/learnings.html", "{% extends \"base.html\" %}{% block content %}<p>Quincy</p>{% endblock %}");
    assert_eq!(journal.run(&["build"]).status, 2, "the audit knows who answered");
}

#[test]
fn common_words_raise_no_false_alarm() {
    let people = [
        ("Li", "Apple"),
        ("May Chen", "Line"),
        ("Art Page", "Target"),
        ("Sam Table", "Notion"),
        ("Ming", "Google"),
        ("王", "日光"),
        ("April Main", "The Guardian"),
        ("Will Sent", "Asana"),
        ("Mark Status", "Meta"),
        ("林一", "訊息"),
        ("Person", "Site"),
        ("An", "An organisation"),
        ("Jan Mon", "LINE"),
        ("王星期", "模版"),
    ];
    for (lang, privacy) in [("en", "shared"), ("zh-TW", "shared"), ("en", "totals"), ("zh-TW", "totals")] {
        let journal = Journal::new(&[("asklog.yaml", &format!("lang: {lang}\ntimezone: Asia/Taipei\n"))]);
        for (at, (name, org)) in people.iter().enumerate() {
            let text = format!(
                "---\nkind: ask-learning\nto: {{name: {name}, role: page art manager, org: {org}, tie: none}}\nchannel: line\nsubject: May I ask about the target line?\nproblem: art\ntags: [line, may]\nsent: 2026-05-{:02}\nreplied: 2026-05-20\noutcome: [answer]\nnext: ask Sam in May\n---\n\nHi {name},\n\nYou may start with art at {org}. 王 said 日光 is fine on 12 May.\n\nWill you mark one target line?\n\n## Learned\n\nIn May, sam is art.\n",
                at + 1
            );
            journal.write(&format!("requests/{at}.md"), &text);
        }
        let ran = journal.run(&["--now", "2026-06-12", "--lang", lang, "build", "--privacy", privacy]);
        assert_eq!(ran.status, 0, "{lang}, {privacy}: {}", ran.err);
    }
}

#[test]
fn a_build_names_the_plain_words_that_it_masked() {
    let of = |may: &str| {
        let text = format!(
            "---\nkind: ask-learning\nto: {{name: May Chen, org: Harbour Analytics, tie: none}}\nsent: 2026-05-02\n---\n\nHi May,\n\nYour Harbour Analytics talk {may} help.\n"
        );
        let journal = Journal::new(&[("asklog.yaml", "lang: en\n"), ("requests/a.md", &text)]);
        let ran = journal.run(&["--now", "2026-06-12", "build"]);
        let said = |err: &str| err.lines().skip(1).map(str::to_owned).collect::<Vec<_>>();
        let marker = journal.read("site/.asklog-site");
        assert!(marker.lines().any(|line| line.starts_with("whole ")), "the next build need not make it again: {marker}");
        assert!(!marker.contains("may"), "a marker goes where the site goes: {marker}");
        let again = journal.run(&["--now", "2026-06-12", "build"]);
        assert_eq!(said(&again.err), said(&ran.err), "what was said is said again");
        (ran.err, journal.read("site/requests/2026-05-02-1.html"))
    };
    let (said, page) = of("may");
    assert!(said.contains("masked as names though written small: may."), "{said}");
    assert!(page.contains("Your organisation talk Person A help"), "{page}");
    assert!(!of("can").0.contains("written small"));
}

#[test]
fn among_others_a_person_keeps_the_letter() {
    let journal = Journal::new(&[("asklog.yaml", "lang: en\n")]);
    for (day, name) in [(1, "Ada Lark"), (2, "Ben Rook"), (3, "Cleo Finch"), (4, "Dov Swift")] {
        let tag = if day % 2 == 0 { "even" } else { "odd" };
        let text = format!("---\nkind: ask-learning\nto: {name}\nsent: 2026-03-0{day}\ntags: [{tag}]\n---\n\nHi,\n");
        journal.write(&format!("requests/{day}.md"), &text);
    }
    let ran = journal.run(&["build", "--tag", "even"]);
    assert!(ran.err.contains("2 people have stand-in names, the first of them Person B, the last Person D"), "{}", ran.err);
}

#[test]
fn public_says_how_much_everybody_may_read() {
    let entry = |public: &str| {
        format!(
            "---\nkind: public-question\nto: {{name: Zephyrine Quillon}}\nchannel: forum\nsubject: canary-subject\nsummary: canary-summary\nlink: https://example.org/canary-link\nsent: 2026-03-02\nnext: canary-next\npublic: {public}\n---\n\ncanary-message for Umbrella Forge\n\n## Learned\n\ncanary-learned with Umbrella Forge\n\n## Reflection\n\ncanary-reflection\n\n## Reply\n\ncanary-reply\n"
        )
    };
    let of_org = "---\nkind: ask-learning\nto: {name: Ada Lark, org: Umbrella Forge}\nchannel: email\nsent: 2026-03-01\n---\n\nHi Ada,\n";
    for (public, shown, hidden) in [
        (
            "learned",
            &["canary-learned with an organisation"][..],
            &["canary-message", "canary-subject", "canary-reflection", "canary-summary", "canary-next", "Umbrella"][..],
        ),
        (
            "text",
            &["canary-learned with an organisation", "canary-message for an organisation"],
            &["canary-subject", "canary-reflection", "canary-next", "Umbrella", "canary-link"],
        ),
        (
            "true",
            &[
                "canary-learned with Umbrella Forge",
                "canary-message for Umbrella Forge",
                "canary-subject",
                "canary-reflection",
                "canary-link",
            ],
            &["canary-next", "canary-summary"],
        ),
    ] {
        let journal = Journal::new(&[("requests/a.md", &entry(public)), ("requests/b.md", of_org)]);
        let ran = journal.run(&["build", "--privacy", "totals"]);
        assert_eq!(ran.status, 0, "{public}: {}", ran.err);
        let all: String = site(&journal).into_iter().map(|(_, text)| text).collect();
        for words in shown {
            assert!(all.contains(&words.to_lowercase()), "{public} shows {words}");
        }
        assert!(all.contains("what an entry marks as public"), "{public}");
        for words in hidden.iter().chain(&["canary-reply", "Zephyrine", "Ada Lark"]) {
            assert!(!all.contains(&words.to_lowercase()), "{public} hides {words}");
        }
    }
}

#[test]
fn a_public_page_is_called_by_what_it_says() {
    let journal = Journal::new(&[(
        "requests/a.md",
        "---\nkind: public-question\nchannel: forum\nsent: 2026-03-02\npublic: text\n---\n\nHi all,\n\nOur nightly import of **orders** has been losing rows since the upgrade of the database server. No log says why.\n",
    )]);
    let ran = journal.run(&["build", "--privacy", "totals", "--lang", "en"]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    let page = journal.read("site/requests/2026-03-02-1.html");
    assert!(page.contains("<h1>Our nightly import of orders has been losing rows since the…</h1>"));
    assert!(!journal.read("site/requests.html").contains(">2026-03-02-1<"));
}

#[test]
fn later_letters_do_not_move_earlier_ones() {
    let journal = canaries();
    assert_eq!(journal.run(&["build"]).status, 0);
    let before = journal.read("site/requests/2026-03-05-1.html");
    let later = "---\nkind: ask-learning\nto: Aaron Aardvark\nchannel: email\nsubject: Hi\nsent: 2026-03-09\n---\n\nHi Aaron,\n";
    journal.write("requests/2026/a.md", later);
    assert_eq!(journal.run(&["build"]).status, 0);
    assert!(before.contains("Person B") && journal.read("site/requests/2026-03-05-1.html").contains("Person B"));
    assert!(journal.read("site/requests/2026-03-09-1.html").contains("Person D"), "C is who helped unasked");
}

#[test]
fn the_example_journal_can_be_shared() {
    let out = tempfile::tempdir().expect("a temporary folder");
    for (lang, view) in [("zh-TW", "shared"), ("en", "shared"), ("zh-TW", "totals")] {
        let to = out.path().join(format!("{lang}-{view}"));
        let ran = run_in(
            &repository().join("example-journal"),
            &["--lang", lang, "build", "--privacy", view, "--out", to.to_str().expect("UTF-8")],
        );
        assert_eq!(ran.status, 0, "{}", ran.err);
    }
}

/// A table of the article's own columns names people in 對象背景 alone.
#[test]
fn a_view_to_give_away_says_which_entries_name_nobody() {
    let journal = Journal::new(&[(
        "requests/2026-04-08-ga4.md",
        "---\nkind: ask-learning\nto: {background: 林雅婷 十年電商}\nchannel: email\nsent: 2026-04-08\n---\n\n雅婷經理您好，先學哪個？\n",
    )]);
    let ran = journal.run(&["build", "--privacy", "shared", "--out", "site"]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    assert!(ran.err.contains("1 entry says in `to` neither a name nor a call (requests/2026-04-08-ga4.md)"), "{}", ran.err);
    journal.write(
        "requests/2026-04-08-ga4.md",
        "---\nkind: ask-learning\nto: {name: 林雅婷}\nchannel: email\nsent: 2026-04-08\n---\n\n雅婷經理您好，先學哪個？\n",
    );
    let ran = journal.run(&["build", "--privacy", "shared", "--out", "site"]);
    assert!(ran.status == 0 && !ran.err.contains("neither"), "{}", ran.err);
}

#[test]
fn whom_an_unreadable_entry_names_is_hidden_all_the_same() {
    let broken =
        "---\nkind: ask-learning\nto: {name: Dana Scott, org: Harbour Analytics Ltd., role: \"analyst}\nsent: 2026-04-01\n---\n\nHi\n";
    let other = "---\nkind: ask-learning\nto: {name: Ada Quill, call: Ada}\nchannel: email\nsent: 2026-04-02\n---\n\nHi Ada,\n\nDana Scott of Harbour Analytics sent me. One question?\n";
    let journal = Journal::new(&[
        ("asklog.yaml", "lang: en\ntimezone: Asia/Taipei\n"),
        ("requests/2026-04-01-dana.md", broken),
        ("requests/2026-04-02-ada.md", other),
    ]);
    let ran = journal.run(&["build"]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    for (name, text) in site(&journal) {
        assert!(!text.contains("dana") && !text.contains("harbour"), "{name}");
    }
}

#[test]
fn a_style_sheet_and_a_script_of_ones_own_are_searched_too() {
    for (name, text) in [("style.css", ".x::after { content: \"Zephyrine\" }\n"), ("script.js", "// for Zephyrine Quillon\n")] {
        let journal = canaries();
        journal.write(&format!("theme/{name}"), text);
        let ran = journal.run(&["build", "--privacy", "totals"]);
        assert_eq!(ran.status, 2, "{name}: {}", ran.err);
        assert!(ran.err.contains(name), "{}", ran.err);
    }
}

#[test]
#[cfg(unix)]
fn what_lies_elsewhere_is_not_put_into_a_site() {
    let journal = canaries();
    let elsewhere = Journal::new(&[("secret.css", "p { color: red }\n")]);
    std::fs::create_dir(journal.root().join("theme")).expect("a folder");
    std::os::unix::fs::symlink(elsewhere.root().join("secret.css"), journal.root().join("theme/style.css")).expect("a link");
    let ran = journal.run(&["build"]);
    assert!(ran.status != 0 && ran.err.contains("points outside the journal"), "{}", ran.err);
}
