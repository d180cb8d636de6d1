//! The catalogue: both languages say the same things, and zh-TW speaks Taiwan's Chinese.

use std::collections::{BTreeMap, BTreeSet};

use crate::program::{files, repository};

fn catalogue(lang: &str) -> BTreeMap<String, String> {
    let source = std::fs::read_to_string(repository().join(format!("templates/labels/{lang}.yaml"))).expect("there");
    yaml_serde::from_str(&source).expect("a flat mapping of texts")
}

/// The sentences that rules bring along in their texts, as `rule.name`.
fn of_rules(lang: &str) -> BTreeMap<String, String> {
    let mut said = BTreeMap::new();
    for (rule, text) in rule_texts() {
        let section = outside_fences(&text, lang);
        let says = section.split("### says\n").nth(1).and_then(|rest| rest.split("### ").next()).unwrap_or_default();
        for line in says.lines().filter_map(|line| line.strip_prefix("- ")) {
            let (name, sentence) = line.split_once(": ").expect("a name and a sentence");
            said.insert(format!("{rule}.{name}"), sentence.to_owned());
        }
    }
    said
}

/// The texts of the rules, by rule.
fn rule_texts() -> Vec<(String, String)> {
    let all = files(&repository().join("src/checks")).into_iter().filter(|(name, _)| name.ends_with(".md"));
    let read = |(name, bytes): (String, Vec<u8>)| {
        let stem = name.rsplit('/').next().unwrap_or_default().trim_end_matches(".md").replace('_', "-");
        (stem, String::from_utf8(bytes).expect("UTF-8"))
    };
    all.map(read).collect()
}

/// What a rule's text says in a language, its examples left out.
fn outside_fences(text: &str, lang: &str) -> String {
    let prose: String = text.split("```").step_by(2).collect();
    let section = prose.split(&format!("\n## {lang}\n")).nth(1).unwrap_or_default().to_owned();
    section.split("\n## ").next().unwrap_or_default().to_owned()
}

/// Everything that is said in a language: the catalogue, and the rules' own texts by paragraph.
fn all_said(lang: &str) -> Vec<(String, String)> {
    let texts = rule_texts().into_iter().flat_map(|(rule, text)| {
        let section = outside_fences(&text, lang);
        section.lines().map(|line| (rule.clone(), line.to_owned())).collect::<Vec<_>>()
    });
    catalogue(lang).into_iter().chain(texts).collect()
}

fn source_files() -> Vec<(String, String)> {
    let all = files(&repository().join("src")).into_iter();
    all.map(|(name, bytes)| (name, String::from_utf8(bytes).expect("UTF-8"))).collect()
}

/// The names in braces, without the forms for numbers.
fn names(pattern: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for part in pattern.split('{').skip(1) {
        let name = part.split(['}', '|']).next().unwrap_or_default();
        if !name.is_empty() && name.chars().all(|c| c.is_ascii_lowercase() || c == '_') {
            names.insert(name.to_owned());
        }
    }
    names
}

#[test]
fn both_languages_have_the_same_keys_and_no_empty_sentence() {
    let (en, zh) = (catalogue("en"), catalogue("zh-TW"));
    assert_eq!(en.keys().collect::<Vec<_>>(), zh.keys().collect::<Vec<_>>());
    assert!(en.values().chain(zh.values()).all(|said| !said.is_empty()));
}

/// `text!("key", name = …)` in the sources: the key and the names given.
fn said_in_sources() -> Vec<(String, String, BTreeSet<String>)> {
    let mut said = Vec::new();
    for (file, source) in source_files() {
        let mut rest = source.as_str();
        while let Some(at) = rest.find("text!(").or_else(|| rest.find("said!(")) {
            rest = &rest[at + 6..];
            let mut depth = 1;
            let end = rest.char_indices().find(|(_, c)| {
                depth += match c {
                    '(' => 1,
                    ')' => -1,
                    _ => 0,
                };
                depth == 0
            });
            let call = &rest[..end.map_or(0, |(at, _)| at)];
            let Some(key) = call.trim_start().strip_prefix('"').and_then(|call| call.split('"').next()) else { continue };
            let given = call.split([',', ';']).skip(1).filter_map(|part| part.trim().split([' ', '=']).next().map(ToOwned::to_owned));
            said.push((file.clone(), key.to_owned(), given.collect()));
        }
    }
    said
}

#[test]
fn every_sentence_said_is_in_the_catalogue_with_its_values() {
    let (en, zh) = (catalogue("en"), catalogue("zh-TW"));
    let said = said_in_sources();
    assert!(said.len() > 300, "the sources are read: {}", said.len());
    let (own_en, own_zh) = (of_rules("en"), of_rules("zh-TW"));
    assert!(own_en.len() > 80, "the texts of the rules are read: {}", own_en.len());
    for (file, key, given) in said.iter().filter(|(_, key, _)| key != "key") {
        // One language is enough for a rule's own sentence.
        let has_own = own_en.contains_key(key) || own_zh.contains_key(key);
        for (lang, catalogue, own) in [("en", &en, &own_en), ("zh-TW", &zh, &own_zh)] {
            let Some(pattern) = catalogue.get(key).or_else(|| own.get(key)) else {
                assert!(has_own, "{file}: {lang} lacks {key}");
                continue;
            };
            for name in names(pattern) {
                assert!(given.contains(&name) || is_literal(key, &name), "{file}: {lang} {key} wants {{{name}}}, given {given:?}");
            }
        }
    }
}

/// Braces that stand for themselves in an example.
fn is_literal(key: &str, name: &str) -> bool {
    key.starts_with("takes.") && matches!(name, "meaning" | "opening") || name == "n"
}

#[test]
fn zh_tw_speaks_taiwans_chinese() {
    const NEVER: [&str; 24] = [
        "默認",
        "設置",
        "文件夾",
        "信息",
        "搜索",
        "打印",
        "鏈接",
        "渠道",
        "用戶",
        "保存",
        "質量",
        "程序",
        "網絡",
        "數據庫",
        "視頻",
        "您",
        "收件人",
        "默认",
        "设置",
        "运行",
        "文檔",
        // One thing has one name: 自動完成, and the article's 適當的時機.
        "補完",
        "對的時機",
        "對的時間",
    ];
    let of_help = catalogue("help.zh-TW");
    let manual = ("first-request".to_owned(), std::fs::read_to_string(repository().join("docs/first-request.zh-TW.md")).expect("read"));
    // An ID is 代號, but where it is a key of the format or a part of a command.
    let outside_code = |said: &str| {
        let parts = said.split(['`', '\'', '"']).step_by(2);
        parts.collect::<String>().replace("--id", "")
    };
    for (key, said) in &of_help {
        let is_word = outside_code(said).split(|c: char| !c.is_ascii_alphanumeric() && c != '_').any(|word| word == "id");
        assert!(!is_word, "{key}: an ID is 代號: {said}");
    }
    for (key, said) in all_said("zh-TW").into_iter().chain(of_help).chain([manual]) {
        for word in NEVER {
            // The letters of the manual speak to a stranger.
            if key == "first-request" && word == "您" {
                continue;
            }
            assert!(!said.contains(word), "{key}: {word} in {said}");
        }
        assert!(!said.replace("市場反饋", "").contains("反饋"), "{key}: {said}");
        let chars: Vec<char> = said.chars().collect();
        let is_han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
        let half_width = chars.windows(3).any(|three| is_han(three[0]) && matches!(three[1], ',' | ';' | '?' | '!') && is_han(three[2]));
        assert!(!half_width, "{key}: a half-width mark between Han characters in {said}");
    }
}

#[test]
fn the_interface_switches_language_whole() {
    let is_han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    // Words that belong to the format or the product's name, and the article's column names in help.
    let allowed = ["林雅婷", "主題", "求援力"];
    for (key, said) in all_said("en") {
        let rest = allowed.iter().fold(said.clone(), |said, word| said.replace(word, ""));
        assert!(!rest.chars().any(is_han), "{key}: {said}");
    }
}

#[test]
fn every_site_label_that_a_layout_uses_is_there() {
    let en = catalogue("en");
    for (name, bytes) in files(&repository().join("templates/site")) {
        let source = String::from_utf8(bytes).expect("UTF-8");
        for part in source.split("t.").skip(1).zip(source.split("t.")) {
            let before = part.1.chars().next_back();
            let used: String = part.0.chars().take_while(|c| c.is_ascii_lowercase() || *c == '_').collect();
            if name.ends_with(".html") && before.is_some_and(|c| c == ' ' || c == '(') && !used.is_empty() {
                assert!(en.contains_key(&format!("site.{used}")), "{name}: t.{used}");
            }
        }
    }
}
