//! The message rules at their borders: which words each tells, and in whose letters.

use crate::checks::check;
use crate::checks::small::journal;
use crate::insight::Insight;

/// The words that a rule tells in a letter to Ann by mail, which answers no other; another person of the journal is Ben Ho.
fn told(rule: &str, front: &str, message: &str) -> Vec<String> {
    let has = |key: &str| front.lines().any(|line| line.starts_with(key));
    let usual = [("kind:", "kind: ask-learning\n"), ("to:", "to: Ann\n"), ("channel:", "channel: email\n")];
    let usual: String = usual.iter().filter(|(key, _)| !has(key)).map(|(_, line)| *line).collect();
    let letter = format!("---\n{usual}{front}\n---\n\n{message}\n");
    let other = "---\nkind: give\nto: Ben Ho\nsent: 2026-04-01\n---\n";
    let journal = journal("timezone: Asia/Taipei\n", [("requests/a.md", letter.as_str()), ("requests/b.md", other)]);
    let found = check(&journal, &Insight::of(&journal)).diagnostics;
    let told = found.iter().filter(|found| found.rule == rule && found.path == "requests/a.md");
    told.map(|found| letter[found.span.range()].to_owned()).collect()
}

#[test]
fn each_tells_the_words_it_is_about() {
    for (rule, front, message, words) in [
        ("opening-not-about-reader", "", "Hi Ann,\n\nI sell screws. I keep lists. Which one first?", vec!["I sell screws."]),
        ("opening-not-about-reader", "", "雅婷您好，\n\n我在工廠。我念企管。請問先學哪個？", vec!["我在工廠。"]),
        ("oversized-first-ask", "", "Thanks for the talk. A one-hour call? Any day.", vec!["one-hour call"]),
        ("oversized-first-ask", "", "謝謝分享。想約您通話一小時，都可以。", vec!["通話一小時"]),
        ("over-apology", "", "I'm sorry to write. Sorry for the length, and apologies again.", vec!["apologies again"]),
        ("over-apology", "", "不好意思，抱歉，冒昧請教一題。", vec!["冒昧"]),
        ("too-many-questions", "", "Too late? A degree? Spark or Kafka? What does it pay? And when?", vec!["What does it pay?"]),
        ("too-many-questions", "", "來得及嗎？要學位嗎？投放還是社群？薪水多少？", vec!["薪水多少？"]),
        ("unfilled-placeholder", "", "Hi [Name], I like {{ company }}, and {{ company }} again.", vec!["[Name]", "{{ company }}"]),
        ("unfilled-placeholder", "", "Hi {{}}, I like {{ company }}.", vec!["{{}}", "{{ company }}"]),
        ("unfilled-placeholder", "", "Hi [Name], the set }} closes.", vec!["[Name]"]),
        ("unfilled-placeholder", "", "Hi ,\n\nI like your work.", vec!["Hi ,"]),
        ("unfilled-placeholder", "subject: \"About {{ topic }}\"", "Which one first?", vec!["\"About {{ topic }}\""]),
        ("vague-ask", "", "I want to change fields. Any advice? What should I do?", vec!["Any advice?"]),
        ("vague-ask", "", "我想轉行。有什麼建議嗎？該怎麼辦？", vec!["有什麼建議嗎？"]),
        // What was asked oneself ends where a sentence asks nothing.
        (
            "too-many-questions",
            "",
            "I asked myself: is it me? So I went on. Too late? A degree? Spark or Kafka? What does it pay?",
            vec!["What does it pay?"],
        ),
        ("too-many-questions", "", "Too late? A degree? Spark or Kafka? What does it pay？", vec!["What does it pay？"]),
        ("opening-not-about-reader", "to: {name: 林雅婷, call: 林}", "我念森林系。我在工廠。請問先學哪個？", vec!["我念森林系。"]),
        ("opening-not-about-reader", "", "I wrote a list. I sell screws. Which one first?", vec!["I wrote a list."]),
        ("opening-not-about-reader", "to: {name: Ann, tie: strong}", "I sell screws. I keep lists. Which one?", vec!["I sell screws."]),
        ("opening-not-about-reader", "kind: nudge\nfollows: b", "I sell screws. I keep lists. Which one?", vec!["I sell screws."]),
        ("shouting", "subject: PLEASE READ", "Which one?", vec!["PLEASE READ"]),
        ("shouting", "", "So good！ So clear！！ Thanks！", vec!["！！"]),
        ("shouting", "", "So good! So clear! So kind! Thanks!", vec!["!"]),
        ("shouting", "", "Which one? READ THIS NOW.", vec!["READ THIS NOW."]),
        ("unfilled-placeholder", "", "[姓名][公司]您好，{{ a }}{{ b }}都好。", vec!["[姓名]", "[公司]", "{{ a }}", "{{ b }}"]),
        ("unfilled-placeholder", "", "Of {{ a [Name] }} and {{ b\nc }} all }} stay.", vec!["{{ a [Name] }}", "{{"]),
        ("wrong-recipient", "", "\u{3000}Hi Ben,\n\nI read your page.", vec!["Ben"]),
    ] {
        assert_eq!(told(rule, front, message), words, "{rule}: {front}, {message}");
    }
}

#[test]
fn a_length_is_told_from_its_border_on() {
    let english = |words: usize| vec!["word"; words].join(" ");
    let chinese = |han: usize| "字".repeat(han);
    for (rule, message, tells) in [
        ("too-long", format!("Hi Ann,\n\n{}", english(200)), false),
        ("too-long", format!("Hi Ann,\n\n{}", english(201)), true),
        ("too-long", format!("雅婷經理您好，\n\n{}", chinese(320)), false),
        ("too-long", format!("雅婷經理您好，\n\n{}", chinese(321)), true),
        ("wall-of-text", format!("Which one?\n\n{}", english(94)), false),
        ("wall-of-text", format!("Which one?\n\n{}", english(95)), true),
        ("wall-of-text", format!("哪一個？\n\n{}", chinese(150)), false),
        ("wall-of-text", format!("哪一個？\n\n{}", chinese(151)), true),
    ] {
        // The first sentence of what is too long is marked.
        let words = message.rsplit("\n\n").next().filter(|_| tells);
        assert_eq!(told(rule, "", &message), words.into_iter().collect::<Vec<_>>(), "{rule}: {message}");
    }
}

#[test]
fn each_is_silent_just_beside_what_it_is_about() {
    for (rule, front, message) in [
        // The matter is the reader's: their house, or in a nudge the letter before.
        ("opening-not-about-reader", "to: {name: Ann, org: Sunlit}", "Sunlit sells screws. I do too. Which one first?"),
        ("opening-not-about-reader", "kind: nudge\nfollows: b", "I wrote last week. I sell screws. Which one first?"),
        ("opening-not-about-reader", "kind: nudge\nfollows: b\nto: {name: Ann, tie: strong}", "I sell screws. I keep lists. Which one?"),
        ("opening-not-about-reader", "", "Hi Ann,"),
        // A wish in the clause before or after is about something else.
        ("oversized-first-ask", "", "I would like one name: a two-hour meeting taught me nothing, could it be you."),
        ("oversized-first-ask", "", "想請教您，那次我們通話一小時，您可以嗎？"),
        // One apology in two words.
        ("over-apology", "", "抱歉打擾您，冒昧請教一題。"),
        ("too-many-questions", "", "Too late? A degree? Spark or Kafka?"),
        // What stands under one question is its choices.
        ("too-many-questions", "", "Would you start with one?\n\n- how to get in\n- what to learn\n- what it pays\n- when to write"),
        // Who is known by a handle alone may be called that.
        ("wrong-recipient", "to: {handle: ann}", "Hi Ben,\n\nI read your page."),
        ("urgency-pressure", "subject: What I need to read first", "Which one?"),
        ("shouting", "subject: \"One question!\"", "Which one?"),
        ("shouting", "subject: \"NEED the HTTP page\"", "Which one?"),
        ("shouting", "subject: \"ME and MY NULL\"", "Which one?"),
        ("shouting", "", "Please READ THIS page. Which one?"),
        ("shouting", "", "READ THIS. Which one?"),
        ("shouting", "", "PLEASE READ THIS 標題. Which one?"),
        ("unfilled-placeholder", "", "The set }} closes. Which one?"),
    ] {
        assert_eq!(told(rule, front, message), Vec::<String>::new(), "{rule}: {front}, {message}");
    }
}
