//! The numbers through the program: reference cases written as journals, and what must change nothing.

use serde_json::Value;

use crate::program::Journal;

/// A letter sent on a day, with further keys.
fn letter(journal: &Journal, id: &str, sent: &str, keys: &str) {
    let text = format!("---\nkind: ask-learning\nto: {{role: {id}}}\nchannel: email\nsent: {sent}\n{keys}---\n\nHi, which one?\n");
    journal.write(&format!("requests/{id}.md"), &text);
}

fn stats(journal: &Journal, now: &str) -> Value {
    let ran = journal.run(&["--now", now, "stats", "--format", "json"]);
    serde_json::from_str(&ran.out).unwrap_or_else(|error| panic!("{error}: {} {}", ran.out, ran.err))
}

/// The day so many days before 2026-06-30 (day 181 of the year).
fn days_ago(days: u64) -> String {
    let lengths = [31, 28, 31, 30, 31, 30];
    let mut left = 181 - days;
    let month = lengths.iter().position(|length| {
        let here = left <= *length;
        left -= if here { 0 } else { *length };
        here
    });
    format!("2026-{:02}-{left:02}", month.expect("this year") + 1)
}

const NOW: &str = "2026-06-30";

/// A journal whose letters waited so long: those answered were sent early enough, the others so many days ago.
fn waited(input: &Value) -> Journal {
    let journal = Journal::new(&[]);
    let list = |key: &str| input[key].as_array().expect("a list").clone();
    for (number, (days, came)) in list("durations_days").iter().zip(list("replied")).enumerate() {
        let days = days.as_u64().expect("days");
        let id = format!("w{number}");
        match came.as_bool().expect("a truth") {
            true => letter(&journal, &id, &days_ago(100), &format!("replied: {}\n", days_ago(100 - days))),
            false => letter(&journal, &id, &days_ago(days), ""),
        }
    }
    journal
}

/// Letters of a template's version: so many, so many of them answered.
fn version(journal: &Journal, version: usize, counts: &Value) {
    let number = |key: &str| counts[key].as_u64().expect("a number");
    for at in 0..number("n") {
        let replied = if at < number("replied") { format!("replied: {}\n", days_ago(99)) } else { String::new() };
        letter(journal, &format!("v{version}-{at}"), &days_ago(100), &format!("template: t@{version}\n{replied}"));
    }
}

fn close(got: &Value, wanted: &Value, id: &str) {
    match (got.as_f64(), wanted.as_f64()) {
        (Some(got), Some(wanted)) => assert!((got - wanted).abs() <= 1.5e-6, "{id}: {got}, not {wanted}"),
        _ => assert_eq!(got, wanted, "{id}"),
    }
}

fn rate_is(rate: &Value, expected: &Value, id: &str) {
    for (got, wanted) in [("rate", "estimate"), ("low", "lower"), ("high", "upper")] {
        close(&rate[got], &expected[wanted], id);
    }
}

#[test]
fn a_journal_gives_the_numbers_of_the_reference_libraries() {
    let text = std::fs::read_to_string(crate::program::repository().join("tests/statistics/cases.json")).expect("there");
    let cases: Value = serde_json::from_str(&text).expect("JSON");
    for case in cases["cases"].as_array().expect("a list") {
        let (id, input, expected) = (case["id"].as_str().expect("an id"), &case["input"], &case["expected"]);
        match case["kind"].as_str().expect("a kind") {
            "wilson95" => {
                let journal = Journal::new(&[]);
                version(&journal, 1, input);
                let rate = &stats(&journal, NOW)["reply_rate"];
                rate_is(rate, expected, id);
            }
            "matured_rate" => {
                let journal = Journal::new(&[]);
                for (number, row) in input["rows"].as_array().expect("rows").iter().enumerate() {
                    let replied = row["replied"].as_str().map(|day| format!("replied: {day}\n")).unwrap_or_default();
                    letter(&journal, &format!("r{number}"), row["sent"].as_str().expect("a day"), &replied);
                }
                let rate = &stats(&journal, input["as_of"].as_str().expect("a day"))["reply_rate"];
                assert_eq!((&rate["x"], &rate["n"]), (&expected["replied"], &expected["n"]), "{id}");
                rate_is(rate, expected, id);
            }
            "kaplan_meier" => {
                let wait = &stats(&waited(input), NOW)["time_to_reply"];
                assert_eq!(
                    (&wait["n"], &wait["events"], &wait["median_days"]),
                    (&expected["n"], &expected["events"], &expected["median"]),
                    "{id}"
                );
                let (curve, table) = (wait["curve"].as_array().expect("rows"), expected["table"].as_array().expect("rows"));
                assert_eq!(curve.len(), table.len(), "{id}");
                for (step, row) in curve.iter().zip(table) {
                    assert_eq!((&step["day"], &step["at_risk"], &step["events"]), (&row["t"], &row["at_risk"], &row["events"]), "{id}");
                    close(&step["survival"], &row["survival"], id);
                }
            }
            "km_conditional" => {
                let stats = stats(&waited(input), NOW);
                let next = stats["next_days"].as_array().expect("a list").iter().find(|next| next["silent_for"] == input["waited_days"]);
                close(&next.expect("told")["probability"], &expected["p_reply"], id);
            }
            "nudge_day" => {
                let nudge = &stats(&waited(input), NOW)["nudge_after_days"];
                assert_eq!(
                    (&nudge["days"], nudge["from"].as_str(), nudge["unit"].as_str()),
                    (&expected["day"], Some("own-data"), Some("civil")),
                    "{id}"
                );
            }
            "prob_b_beats_a" => {
                let journal = Journal::new(&[]);
                version(&journal, 1, &input["a"]);
                version(&journal, 2, &input["b"]);
                close(&stats(&journal, NOW)["comparisons"][0]["probability_b_better"], &expected["p"], id);
            }
            "prob_best_of_k" => {
                let journal = Journal::new(&[]);
                let arms = input["arms"].as_array().expect("a list");
                arms.iter().enumerate().for_each(|(at, counts)| version(&journal, at + 1, counts));
                let stats = stats(&journal, NOW);
                for (at, wanted) in expected["p_best"].as_array().expect("a list").iter().enumerate() {
                    close(&stats["best"][at]["probability"], wanted, id);
                }
            }
            _ => {}
        }
    }
}

/// The example as a journal that may be changed.
fn example() -> Journal {
    let root = crate::program::repository().join("example-journal");
    let files = crate::program::files(&root).into_iter().filter(|(path, _)| path.ends_with(".md") || path == "asklog.yaml");
    let files: Vec<(String, String)> = files.map(|(path, bytes)| (path, String::from_utf8(bytes).expect("UTF-8"))).collect();
    Journal::new(&files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect::<Vec<_>>())
}

#[test]
fn neither_the_files_order_nor_what_comes_later_changes_a_number() {
    let journal = example();
    let before = stats(&journal, "2026-04-12");
    // Other folders, so another order; ids stay.
    for (number, (path, bytes)) in crate::program::files(&journal.root().join("requests")).into_iter().enumerate() {
        let name = path.rsplit('/').next().expect("a name");
        std::fs::remove_file(journal.root().join("requests").join(&path)).expect("gone");
        journal.write(&format!("requests/{}/{name}", 97 - number % 89), &String::from_utf8(bytes).expect("UTF-8"));
    }
    letter(&journal, "2026-04-20-later", "2026-04-20", "replied: 2026-04-21\n");
    let draft = journal.run(&["list", "--status", "waiting", "--format", "path"]).out.lines().next().expect("one waits").to_owned();
    let answered_later = journal.read(&draft).replacen("\nsent:", "\nreplied: 2026-05-02\nsent:", 1);
    journal.write(&draft, &answered_later);
    // The letter of the future is a draft of now.
    let mut after = stats(&journal, "2026-04-12");
    let drafts = before["counts"]["drafts"].as_u64().expect("a number");
    assert_eq!(after["counts"]["drafts"], drafts + 1);
    after["counts"]["drafts"] = drafts.into();
    for (part, numbers) in before.as_object().expect("parts") {
        assert_eq!(numbers, &after[part], "{part}");
    }
}

#[test]
fn a_pending_letter_changes_no_rate() {
    let journal = example();
    let before = stats(&journal, "2026-04-12");
    letter(&journal, "2026-04-11-young", "2026-04-11", "");
    let after = stats(&journal, "2026-04-12");
    assert_eq!(before["reply_rate"], after["reply_rate"]);
    assert_eq!(after["counts"]["pending"], before["counts"]["pending"].as_u64().expect("a number") + 1);
}

#[test]
fn letters_are_counted_by_what_became_of_them() {
    let journal = Journal::new(&[]);
    letter(&journal, "bounced", "2026-03-01", "closed: 2026-03-02\nclose_reason: bounced\n");
    letter(&journal, "withdrawn", "2026-03-01", "closed: 2026-03-08\nclose_reason: withdrawn\n");
    letter(&journal, "closed", "2026-03-01", "closed: 2026-03-08\nclose_reason: no-reply\n");
    letter(&journal, "sometime", "2026-03-01", "replied: yes\n");
    letter(&journal, "late", "2026-03-01", "replied: 2026-03-20\n");
    letter(&journal, "early", "2026-04-10", "replied: 2026-04-11\n");
    letter(&journal, "young", "2026-04-10", "");
    letter(&journal, "wrong", "2026-03-01", "replied: 2026-02-01\n");
    journal.write(
        "requests/question.md",
        "---\nkind: public-question\nchannel: forum\nsent: 2026-03-01\nreplied: 2026-03-02\n---\n\nWhich one?\n",
    );
    let stats = stats(&journal, "2026-04-12");
    let expected = serde_json::json!({"drafts": 0, "sent": 7, "pending": 1, "early": 1, "matured": 3, "replied": 3, "silent": 1,
        "withdrawn": 1, "bounced": 1, "people": 7});
    assert_eq!(stats["counts"], expected);
    assert_eq!((&stats["reply_rate"]["x"], &stats["reply_rate"]["n"]), (&1.into(), &3.into()));
    assert_eq!(stats["left_out"], serde_json::json!(["requests/wrong.md"]));
    // Waits: closed 42 and young 2 are cut off now, withdrawn after 7; late 19 and early 1 came.
    let wait = &stats["time_to_reply"];
    assert_eq!((&wait["n"], &wait["events"]), (&5.into(), &2.into()));
    let days: Vec<(u64, u64)> = wait["curve"]
        .as_array()
        .expect("rows")
        .iter()
        .map(|step| (step["day"].as_u64().unwrap_or(0), step["at_risk"].as_u64().unwrap_or(0)))
        .collect();
    assert_eq!(days, [(1, 5), (19, 2)]);
    let kinds: Vec<&str> = stats["groups"]["kind"].as_array().expect("rows").iter().filter_map(|row| row["key"].as_str()).collect();
    assert_eq!(kinds, ["ask-learning", "public-question"]);
}

#[test]
fn what_was_taken_back_is_in_no_rate_whatever_came_later() {
    let journal = Journal::new(&[]);
    let closed = "closed: 2026-03-08\nclose_reason: withdrawn\n";
    letter(&journal, "answered-before", "2026-03-01", &format!("{closed}replied: 2026-03-05\n"));
    letter(&journal, "answered-after", "2026-03-01", &format!("{closed}replied: 2026-03-15\n"));
    letter(&journal, "silent", "2026-03-01", closed);
    letter(&journal, "bounced", "2026-03-01", "closed: 2026-03-02\nclose_reason: bounced\nreplied: 2026-03-05\n");
    let stats = stats(&journal, "2026-04-12");
    assert_eq!((&stats["reply_rate"]["n"], &stats["counts"]["withdrawn"], &stats["counts"]["bounced"]), (&0.into(), &3.into(), &1.into()));
    // Watched until it was taken back: one answer came before, on day 4; the others are cut off on day 7.
    let wait = &stats["time_to_reply"];
    assert_eq!((&wait["n"], &wait["events"], &wait["curve"][0]["day"]), (&3.into(), &1.into(), &4.into()));
}

#[test]
fn a_slip_in_a_nudge_leaves_its_letter_out_by_name() {
    let journal = Journal::new(&[]);
    letter(&journal, "a", "2026-03-02", "");
    let nudge = |id: &str, follows: &str, sent: &str, replied: &str| {
        let text = format!(
            "---\nkind: nudge\nto: {{role: x}}\nchannel: email\nfollows: {follows}\nsent: {sent}\nreplied: {replied}\n---\n\nHi, which?\n"
        );
        journal.write(&format!("requests/{id}.md"), &text);
    };
    nudge("a-nudge", "a", "2026-03-12", "2026-03-11");
    letter(&journal, "b", "2026-03-02", "");
    nudge("b-nudge", "b", "2026-02-20", "2026-02-21");
    let stats = stats(&journal, "2026-04-12");
    assert_eq!(stats["left_out"], serde_json::json!(["requests/a-nudge.md", "requests/a.md", "requests/b-nudge.md", "requests/b.md"]));
    assert_eq!((&stats["counts"]["sent"], &stats["pace"]["weeks"]), (&0.into(), &serde_json::json!([])));
}

#[test]
fn the_pace_counts_letters_and_their_answers_and_the_craft_begins_with_the_first_letter() {
    let journal = Journal::new(&[]);
    journal.write("asklog.yaml", "lang: en\ntimezone: Asia/Taipei\ngoal: {requests_per_week: 5, start: 2026-03-16}\n");
    letter(&journal, "early", "2026-03-02", "replied: 2026-03-18\n");
    letter(&journal, "later", "2026-03-18", "");
    journal
        .write("requests/q.md", "---\nkind: public-question\nchannel: forum\nsent: 2026-03-17\nreplied: 2026-03-18\n---\n\nWhich one?\n");
    journal.write("requests/g.md", "---\nkind: give\nchannel: forum\nsent: 2026-03-19\n---\n\nNotes.\n");
    let stats = stats(&journal, "2026-03-25");
    let pace: Vec<String> = stats["pace"]["weeks"]
        .as_array()
        .expect("weeks")
        .iter()
        .map(|week| format!("{} {} {} {}", week["week"].as_str().unwrap_or("?"), week["requests"], week["replies"], week["gives"]))
        .collect();
    assert_eq!(pace, ["2026-W12 1 1 1", "2026-W13 0 0 0"]);
    let craft: Vec<&str> = stats["craft"]["weeks"].as_array().expect("weeks").iter().filter_map(|week| week["week"].as_str()).collect();
    assert_eq!(craft, ["2026-W10", "2026-W11", "2026-W12", "2026-W13"]);
}

#[test]
fn due_tells_when_the_own_data_chose_its_day() {
    let journal = Journal::new(&[]);
    for number in 0..8 {
        letter(&journal, &format!("w{number}"), "2026-03-02", "replied: 2026-03-12\nnext: n\noutcome: [declined]\n");
    }
    letter(&journal, "open", "2026-04-01", "");
    let due = journal.run(&["due"]).out;
    assert!(due.contains("most of 8 replies came by day 10"), "{due}");
    let ran = journal.run(&["due", "--format", "json"]);
    let items: Value = serde_json::from_str(&ran.out).expect("JSON");
    assert_eq!(items["items"][0]["due"], "2026-04-11", "ten civil days: {}", ran.out);
}

#[test]
fn every_small_journal_has_something_true_to_say() {
    let say = |entries: &[(&str, &str, &str)]| {
        let journal = Journal::new(&[]);
        for (id, sent, keys) in entries {
            letter(&journal, id, sent, keys);
        }
        let ran = journal.run(&["stats"]);
        assert_eq!((ran.status, ran.err.as_str()), (0, ""), "{}", ran.out);
        assert!(!ran.out.contains("NaN") && !ran.out.contains("inf "), "{}", ran.out);
        ran.out
    };
    assert!(say(&[("draft", "2026-05-01", "")]).contains("1 draft and no request sent yet"));
    let bounced = say(&[("a", "2026-03-01", "closed: 2026-03-02\nclose_reason: bounced\n")]);
    assert!(bounced.contains("1 bounced") && bounced.contains("no letter to count"), "{bounced}");
    let wrong = say(&[("a", "2026-03-02", "replied: 2026-03-01\n")]);
    assert!(wrong.contains("Nothing that was sent could be counted") && wrong.contains("requests/a.md"), "{wrong}");
    let same_day = say(&[("a", "2026-03-01", "replied: 2026-03-01\n"), ("b", "2026-03-01", "replied: 2026-03-01\n")]);
    assert!(same_day.contains("half or more of 2 had a reply on the day") && same_day.contains("2 of 2; too few to say"), "{same_day}");
    let young = say(&[("a", "2026-04-10", "")]);
    assert!(young.contains("no letter is old enough") && young.contains("not counted"), "{young}");
}

#[test]
fn two_versions_are_compared_in_words_no_stronger_than_their_numbers() {
    for (older, newer, said) in [
        ((2, 8), (2, 8), "no lead (50% that @2 is better)"),
        ((0, 8), (3, 8), "leans to @2 (chance 96%)"),
        ((3, 8), (0, 8), "leans to @1 (chance 96%)"),
        ((0, 12), (8, 12), "@2 probably better so far; not proof"),
        ((8, 12), (0, 12), "@1 probably better so far; not proof"),
        ((8, 12), (0, 7), "too few to compare: t@1 8/12, @2 0/7"),
    ] {
        let journal = Journal::new(&[]);
        for (number, (x, n)) in [(1, older), (2, newer)] {
            version(&journal, number, &serde_json::json!({"n": n, "replied": x}));
        }
        let page = journal.run(&["--now", NOW, "stats", "--by", "template"]).out;
        let page = page.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(page.contains(said), "{older:?} and {newer:?}: {said} is not in {page}");
    }
}

#[test]
fn a_setting_chooses_the_day_of_a_follow_up() {
    let journal = Journal::new(&[]);
    journal.write("asklog.yaml", "lang: en\ntimezone: Asia/Taipei\nfollow_up: {after: 4}\n");
    letter(&journal, "a", "2026-04-02", "");
    letter(&journal, "b", "2026-04-02", "follow_up: 2026-04-10\n");
    let due = journal.run(&["due"]).out;
    assert!(due.contains("4 business days since 2026-04-02, as you set") && due.contains("your own date"), "{due}");
    let stats = stats(&journal, "2026-04-12");
    let nudge = serde_json::json!({"days": 4, "unit": "business", "from": "setting"});
    assert_eq!(stats["nudge_after_days"], nudge, "{stats}");
}

#[test]
fn a_few_guesses_are_told_one_by_one() {
    let journal = Journal::new(&[]);
    letter(&journal, "came", "2026-03-02", "forecast: 0.3\nreplied: 2026-03-04\n");
    letter(&journal, "silent", "2026-03-02", "forecast: 0.6\n");
    let page = journal.run(&["stats"]).out;
    let page = page.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(page.contains("2, too few to sum up; answered: 30%; not so far: 60%"), "{page}");
}

#[test]
fn groups_are_of_what_is_asked_for() {
    let journal = Journal::new(&[]);
    for number in 0..5 {
        letter(&journal, &format!("a{number}"), "2026-03-02", "lang: zh-TW\nproblem: maps\nreplied: 2026-03-03\n");
        letter(&journal, &format!("b{number}"), "2026-03-02", "lang: en\nproblem: budget\nnoticed: 2026-03-01\n");
    }
    for (by, first, second) in [("lang", "zh", "en"), ("problem", "maps", "budget")] {
        let ran = journal.run(&["stats", "--by", by]);
        let line =
            |key: &str| ran.out.lines().find(|line| line.starts_with(key)).unwrap_or_else(|| panic!("{key}: {}", ran.out)).to_owned();
        assert!(line(first).contains("100%") && line(second).contains("0–43%"), "{}", ran.out);
    }
}

#[test]
fn a_letter_whose_words_are_elsewhere_has_no_length() {
    let entry = |sent: &str, words: &str| {
        format!("---\nkind: ask-learning\nto: {{name: Ann Lee}}\nchannel: email\nsummary: a question\nsent: {sent}\n---\n{words}")
    };
    let journal = Journal::new(&[
        ("asklog.yaml", "lang: en\ntimezone: Asia/Taipei\n"),
        ("requests/a.md", &entry("2026-03-03", "")),
        ("requests/b.md", &entry("2026-03-10", "")),
        ("requests/c.md", &entry("2026-03-11", "\nWhich of the two should come first?\n")),
    ]);
    let weeks = stats(&journal, "2026-04-12")["craft"]["weeks"].clone();
    let of = |name: &str| weeks.as_array().into_iter().flatten().find(|week| week["week"] == name).cloned().unwrap_or_default();
    assert_eq!((&of("2026-W10")["letters"], &of("2026-W10")["median_units"]), (&Value::from(1), &Value::Null));
    assert_eq!((&of("2026-W11")["letters"], of("2026-W11")["median_units"].as_f64()), (&Value::from(2), Some(7.0)));
}
