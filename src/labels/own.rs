//! Sentences that a rule brings along: `### says` in its text, a list of `- name: sentence` per language.

use std::collections::HashMap;
use std::sync::{LazyLock, Mutex, PoisonError};

/// A sentence's text, by the place where it is embedded; the tag of its language; its name.
type Key = (usize, &'static str, &'static str);

/// The sentence of a name in the language of a tag; where the text is not written in it, in another.
pub(super) fn sentence(text: &'static str, tag: &'static str, name: &'static str) -> Option<&'static str> {
    // A finding is told thousands of times, and its text is pages long.
    static KNOWN: LazyLock<Mutex<HashMap<Key, Option<&str>>>> = LazyLock::new(Mutex::default);
    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    *known.entry((text.as_ptr().addr(), tag, name)).or_insert_with(|| read(text, tag, name))
}

fn read(text: &'static str, tag: &str, name: &str) -> Option<&'static str> {
    let mut other = None;
    let (mut lang, mut says, mut in_fence) = ("", false, false);
    for line in text.lines() {
        in_fence ^= line.starts_with("```");
        if in_fence {
            continue;
        }
        if let Some(part) = line.strip_prefix("### ") {
            says = part == "says";
        } else if let Some(tag) = line.strip_prefix("## ") {
            (lang, says) = (tag, false);
        } else if says
            && let Some((_, said)) = line.strip_prefix("- ").and_then(|line| line.split_once(": ")).filter(|(own, _)| *own == name)
        {
            if lang == tag {
                return Some(said);
            }
            other = Some(said);
        }
    }
    other
}

#[cfg(test)]
mod tests {
    use super::sentence;

    #[test]
    fn one_language_is_enough() {
        const TEXT: &str = "# r\n\n## en\n\nSum.\n\n### says\n\n- message: about {count}: fine\n- help: do\n\n### bad\n\n```x.md\n## zh-TW\n### says\n- help: no\n```\n";
        assert_eq!(sentence(TEXT, "en", "message"), Some("about {count}: fine"));
        assert_eq!(sentence(TEXT, "zh-TW", "help"), Some("do"));
        assert_eq!(sentence(TEXT, "en", "other"), None);
    }
}
