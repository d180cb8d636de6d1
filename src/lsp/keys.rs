//! Every key of the three kinds of files: where it may stand. What it means is in the catalogue, as `key.…`.

use crate::disk::SETTINGS;
use crate::journal::{FOLLOW_UP_KEYS, KEYS, SETTINGS_KEYS, TEMPLATE_KEYS, TO_KEYS};

/// The keys that may stand below others, and the word by which the catalogue groups them; none where the user names
/// them.
pub(super) fn below(path: &str, above: &[String]) -> (&'static str, &'static [&'static str]) {
    let above: Vec<&str> = above.iter().map(String::as_str).collect();
    let is_template = path.starts_with("templates/");
    match above.as_slice() {
        [] if path == SETTINGS => ("settings", &SETTINGS_KEYS),
        [] if is_template => ("template", &TEMPLATE_KEYS),
        [] => ("request", &KEYS),
        ["goal"] if path == SETTINGS => ("goal", &["requests_per_week", "weeks", "start"]),
        ["follow_up"] if path == SETTINGS => ("follow_up", &FOLLOW_UP_KEYS),
        ["git"] if path == SETTINGS => ("git", &["save"]),
        ["site"] if path == SETTINGS => ("site", &["privacy", "not_secret"]),
        ["parts"] if is_template => ("parts", &["opening", "middle", "closing"]),
        ["variables", _] if is_template => ("variable", &["meaning", "sample", "optional"]),
        ["to"] if !is_template && path != SETTINGS => ("to", &TO_KEYS),
        _ => ("", &[]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::labels::{Labels, Lang};

    #[test]
    fn every_key_is_explained() {
        let words = |words: &[&str]| words.iter().map(ToString::to_string).collect::<Vec<_>>();
        for (path, above) in [
            ("requests/a.md", words(&[])),
            ("requests/a.md", words(&["to"])),
            ("templates/a.md", words(&[])),
            ("templates/a.md", words(&["parts"])),
            ("templates/a.md", words(&["variables", "topic"])),
            (SETTINGS, words(&[])),
            (SETTINGS, words(&["goal"])),
            (SETTINGS, words(&["follow_up"])),
            (SETTINGS, words(&["git"])),
            (SETTINGS, words(&["site"])),
        ] {
            let (group, keys) = below(path, &above);
            assert!(!keys.is_empty(), "{path} {above:?}");
            for key in keys {
                for lang in [Lang::En, Lang::ZhTw] {
                    let name = format!("{group}.{key}");
                    assert_ne!(Labels::of(lang).word("key", &name), name, "{name}");
                }
            }
        }
    }
}
