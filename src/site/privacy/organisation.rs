//! The words of an organisation and of a handle: without a legal form, without the site it is on.

use crate::text::fold::{is_narrow, is_wide};

/// What stands after a company's name in a register, and seldom in a letter.
const LEGAL_FORMS: [&str; 20] = [
    "股份有限公司",
    "有限公司",
    "公司",
    "incorporated",
    "corporation",
    "limited",
    "company",
    "gmbh",
    "corp",
    "inc",
    "ltd",
    "llc",
    "llp",
    "plc",
    "pty",
    "bv",
    "ag",
    "sa",
    "kg",
    "co",
];
/// So many Han characters are left of a name without its legal form: fewer are a common word.
const LEFT_HAN: usize = 3;

/// An organisation's name, without its legal form, and joined as in an address.
pub(super) fn forms_of(org: &str) -> Vec<String> {
    let mut forms = vec![org.trim().to_owned()];
    let mut bare = org.trim();
    // `Co., Ltd.` is two.
    for _ in 0..3 {
        let end = bare.trim_end_matches(|c: char| c.is_whitespace() || c.is_ascii_punctuation());
        let is_form = |form: &&&str| {
            let at = end.len().checked_sub(form.len()).filter(|at| end.is_char_boundary(*at));
            at.is_some_and(|at| {
                let before = end[..at].chars().next_back();
                end[at..].eq_ignore_ascii_case(form) && (!form.is_ascii() || before.is_some_and(|c| !c.is_alphanumeric()))
            })
        };
        let Some(form) = LEGAL_FORMS.iter().find(is_form) else { break };
        bare = &end[..end.len() - form.len()];
    }
    bare = bare.trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | '(' | '，'));
    if bare.get(..4).is_some_and(|the| the.eq_ignore_ascii_case("the ")) {
        bare = bare[4..].trim_start();
    }
    let is_wide_name = bare.chars().any(is_wide);
    let is_telling = if is_wide_name { bare.chars().filter(|c| is_wide(*c)).count() >= LEFT_HAN } else { bare.chars().count() > 2 };
    if is_telling && bare != forms[0] {
        forms.push(bare.to_owned());
    }
    let words: Vec<&str> = bare.split(|c: char| !is_narrow(c)).filter(|word| !word.is_empty()).collect();
    let is_plain =
        bare.chars().all(|c| is_narrow(c) || " &,.'’-".contains(c)) && words.iter().any(|word| word.chars().all(char::is_alphabetic));
    if is_plain && words.len() > 1 {
        forms.extend([words.concat(), words.join("-")]);
    }
    forms
}

/// So many letters has a handle that is looked for without its site.
const HANDLE: usize = 4;
/// What stands where a handle does and is a plain word.
const NO_HANDLE: [&str; 30] = [
    "about", "admin", "author", "blog", "contact", "editor", "feed", "hello", "help", "home", "index", "info", "join", "mail", "main",
    "news", "office", "people", "post", "posts", "profile", "search", "service", "site", "status", "support", "team", "user", "users",
    "view",
];

/// A handle as it is written, and what of it is the person's own: the last part of a path, what stands behind the name of the site or
/// before that of a server.
pub(super) fn forms_of_handle(handle: &str) -> Vec<String> {
    let whole = handle.trim().trim_start_matches('@');
    let mut forms = vec![whole.to_owned()];
    let bare = whole.split_once("://").map_or(whole, |(_, rest)| rest);
    let is_address = bare.len() < whole.len() || bare.starts_with("www.");
    let bare = bare.split(['?', '#']).next().unwrap_or(bare).trim_end_matches('/');
    let last = bare.rsplit('/').next().unwrap_or(bare);
    // `dana.example.org` alone is no handle on a site.
    let has_path = last.len() < bare.len();
    let last = last.rsplit(':').next().unwrap_or(last).trim().trim_start_matches(['@', '~']);
    let own = last.split('@').next().unwrap_or(last);
    let is_own = (has_path || !is_address) && own.chars().count() >= HANDLE && own.chars().any(char::is_alphabetic);
    if is_own && own != whole && !NO_HANDLE.contains(&own.to_lowercase().as_str()) {
        forms.push(own.to_owned());
    }
    forms
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_handle_is_known_without_its_site() {
        for (handle, expected) in [
            ("zquill_77", vec!["zquill_77"]),
            ("@zquill", vec!["zquill"]),
            ("github:jldlc", vec!["github:jldlc", "jldlc"]),
            ("line: jldlc", vec!["line: jldlc", "jldlc"]),
            ("https://github.com/beafx", vec!["https://github.com/beafx", "beafx"]),
            ("https://x.example/@beafx/?s=1", vec!["https://x.example/@beafx/?s=1", "beafx"]),
            ("u/ceeredd", vec!["u/ceeredd", "ceeredd"]),
            ("deem@mastodon.social", vec!["deem@mastodon.social", "deem"]),
            ("@deem@mastodon.social", vec!["deem@mastodon.social", "deem"]),
            ("linkedin.com/in/evefexy/", vec!["linkedin.com/in/evefexy/", "evefexy"]),
            ("dana#1234", vec!["dana#1234", "dana"]),
            ("@x", vec!["x"]),
            ("u/abc", vec!["u/abc"]),
            ("info@example.org", vec!["info@example.org"]),
            ("https://dana.example.org", vec!["https://dana.example.org"]),
            ("https://dana.example.org/about", vec!["https://dana.example.org/about"]),
        ] {
            assert_eq!(forms_of_handle(handle), expected, "{handle}");
        }
    }

    #[test]
    fn an_organisation_is_known_without_its_legal_form() {
        for (org, expected) in [
            ("Harbour Analytics Ltd.", vec!["Harbour Analytics Ltd.", "Harbour Analytics", "HarbourAnalytics", "Harbour-Analytics"]),
            ("The Harbour Group", vec!["The Harbour Group", "Harbour Group", "HarbourGroup", "Harbour-Group"]),
            ("Foo, Bar & Baz GmbH", vec!["Foo, Bar & Baz GmbH", "Foo, Bar & Baz", "FooBarBaz", "Foo-Bar-Baz"]),
            ("Acme Co., Ltd.", vec!["Acme Co., Ltd.", "Acme"]),
            ("Google", vec!["Google"]),
            ("{{ 7191*7 }}", vec!["{{ 7191*7 }}"]),
            ("Target", vec!["Target"]),
            ("台灣積體電路製造股份有限公司", vec!["台灣積體電路製造股份有限公司", "台灣積體電路製造"]),
            ("資訊有限公司", vec!["資訊有限公司"]),
            ("日光選物", vec!["日光選物"]),
            ("公司", vec!["公司"]),
        ] {
            assert_eq!(forms_of(org), expected, "{org}");
        }
    }
}
