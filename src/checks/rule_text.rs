//! The texts of the rules: `NAME.md` beside each, read by `rules`, the documentation and the editor.

use super::rule::About;
use crate::labels::Lang;
use crate::markdown;

/// What a rule's text says in one language. All but the summary is Markdown.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Explanation {
    /// What is the case when it fires, in one sentence.
    pub(crate) summary: String,
    /// The reason, and what to do.
    pub(crate) why: String,
    /// Where the reason comes from.
    pub(crate) source: String,
    /// An entry, or words, for which it fires.
    pub(crate) bad: String,
    /// The careful version, for which it does not.
    pub(crate) good: String,
}

/// A rule's text in a language; where it is not written in it, in the other.
pub(crate) fn explain(about: &About, lang: Lang) -> Explanation {
    let parts = markdown::sections(about.text, 2);
    let of = |lang: Lang| parts.iter().find(|(title, _)| *title == lang.tag()).map(|(_, text)| *text);
    let other = if lang == Lang::En { Lang::ZhTw } else { Lang::En };
    read(of(lang).or_else(|| of(other)).unwrap_or_default())
}

fn read(text: &str) -> Explanation {
    let parts = markdown::sections(text, 3);
    let part = |name: &str| parts.iter().find(|(title, _)| *title == name).map_or_else(String::new, |(_, text)| text.trim().to_owned());
    let summary = text.split("\n### ").next().unwrap_or_default().trim().to_owned();
    Explanation { summary, why: part("why"), source: part("source"), bad: part("bad"), good: part("good") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::small::journal;
    use crate::checks::{all_rules, check};
    use crate::disk::SETTINGS;
    use crate::insight::Insight;

    /// The rules that an example raises: its fences are the files of a journal.
    fn raised(example: &str, lang: Lang) -> Vec<&'static str> {
        let files = markdown::fences(example);
        let own = format!("lang: {}\ntimezone: Asia/Taipei\n", lang.tag());
        let settings = files.iter().find(|(path, _)| path == SETTINGS).map_or(own.as_str(), |(_, text)| text);
        let entries = files.iter().filter(|(path, _)| path != SETTINGS);
        let journal = journal(settings, entries.map(|(path, text)| (path.as_str(), text.as_str())));
        check(&journal, &Insight::of(&journal)).diagnostics.iter().map(|diagnostic| diagnostic.rule).collect()
    }

    #[test]
    fn a_text_is_read_in_its_language_or_in_the_other() {
        let part = |word: &str| {
            format!("{word}.\n\n### why\n\nWhy {word}.\n\n### source\n\nSource {word}.\n\n### bad\n\nBad.\n\n### good\n\nGood.\n")
        };
        let both = format!("# a\n\n## en\n\n{}\n## zh-TW\n\n{}", part("one"), part("yi"));
        let one = format!("# a\n\n## en\n\n{}", part("one"));
        for (text, lang, word) in [(&both, Lang::En, "one"), (&both, Lang::ZhTw, "yi"), (&one, Lang::En, "one"), (&one, Lang::ZhTw, "one")]
        {
            let about = About { text: String::leak(text.clone()), ..*super::super::about("too-long").expect("a rule") };
            let (summary, why, source) = (format!("{word}."), format!("Why {word}."), format!("Source {word}."));
            assert_eq!(explain(&about, lang), Explanation { summary, why, source, bad: "Bad.".into(), good: "Good.".into() }, "{lang:?}");
        }
    }

    #[test]
    fn every_rule_is_explained_and_its_examples_hold() {
        let mut faults = Vec::new();
        for about in all_rules() {
            let mut languages = 0;
            for lang in [Lang::En, Lang::ZhTw] {
                if !about.text.contains(&format!("\n## {}\n", lang.tag())) {
                    continue;
                }
                languages += 1;
                let text = explain(about, lang);
                let parts = [&text.summary, &text.why, &text.source, &text.bad, &text.good];
                if parts.iter().any(|part| part.is_empty()) || text.summary.contains('\n') {
                    faults.push(format!("{} ({}): a part is missing", about.name, lang.tag()));
                }
                let is_run = |example: &str| example.contains("```");
                if is_run(&text.bad) && !raised(&text.bad, lang).contains(&about.name) {
                    faults.push(format!("{} ({}): silent for its bad example: {:?}", about.name, lang.tag(), raised(&text.bad, lang)));
                }
                let others: Vec<&str> = raised(&text.good, lang);
                let own_room =
                    |name: &&&str| **name == about.name || super::super::about(name).is_some_and(|other| other.group.is_of_message());
                if let Some(rule) = others.iter().find(own_room) {
                    faults.push(format!("{} ({}): the good example raises {rule}", about.name, lang.tag()));
                }
            }
            assert!(languages > 0, "{}: no text", about.name);
            assert!(about.text.starts_with(&format!("# {}\n", about.name)), "{}: the text's heading", about.name);
        }
        assert!(faults.is_empty(), "{}", faults.join("\n"));
    }
}
