//! Holds the house: arrows run only downward, and each outside crate has one address.

use std::collections::BTreeMap;

use crate::program::{files, repository};

/// The floor of each room. A file may use what is below it, never what is above or beside it.
const FLOORS: [(&str, u32); 26] = [
    ("diagnostic", 0),
    ("error", 0),
    ("text", 0),
    ("calendar", 0),
    ("labels", 0),
    ("disk", 0),
    ("git", 0),
    ("yaml", 0),
    ("markdown", 0),
    ("message", 0),
    ("jinja", 0),
    ("json", 0),
    ("parallel", 0),
    ("statistics", 0),
    ("journal", 1),
    ("insight", 2),
    ("versions", 2),
    ("checks", 3),
    ("feedback", 4),
    ("iterations", 4),
    ("site", 5),
    ("terminal", 5),
    ("interchange", 5),
    ("lsp", 6),
    ("serve", 6),
    ("cli", 7),
];

/// Where each outside crate may be named. `serde` derives and `clap` options stand where the types are.
const ADDRESSES: [(&str, &[&str]); 38] = [
    ("annotate_snippets", &["terminal"]),
    ("aho_corasick", &["text"]),
    ("anstream", &["terminal"]),
    ("anstyle", &["terminal"]),
    ("calamine", &["interchange"]),
    ("chrono", &["calendar"]),
    ("tz", &["calendar"]),
    ("tzdb_data", &["calendar"]),
    ("clap", &["cli", "terminal"]),
    ("clap_complete", &["cli"]),
    ("csv", &["interchange"]),
    ("data_encoding", &["text"]),
    ("encoding_rs", &["interchange"]),
    ("fastrand", &["disk"]),
    ("granit_parser", &["yaml"]),
    ("iana_time_zone", &["calendar"]),
    ("icalendar", &["interchange"]),
    ("inquire", &["terminal"]),
    ("lsp_server", &["lsp"]),
    ("lsp_types", &["lsp"]),
    ("mailparse", &["interchange"]),
    ("minijinja", &["jinja"]),
    ("notify", &["serve"]),
    ("pulldown_cmark", &["markdown"]),
    ("rayon", &["parallel"]),
    ("regex", &["text"]),
    ("rust_xlsxwriter", &["interchange"]),
    ("rustix", &["disk"]),
    ("serde_yaml", &["yaml"]),
    ("sha2", &["disk"]),
    ("shlex", &["terminal"]),
    ("similar", &["text"]),
    ("statrs", &["statistics"]),
    ("terminal_size", &["terminal"]),
    ("unicode_normalization", &["text"]),
    ("unicode_segmentation", &["text"]),
    ("unicode_width", &["text"]),
    ("zip", &["interchange"]),
];

fn floors() -> BTreeMap<&'static str, u32> {
    FLOORS.into_iter().collect()
}

/// The room of each source file and its lines outside tests.
fn rooms() -> Vec<(String, String, Vec<String>)> {
    let mut rooms = Vec::new();
    let all: Vec<(String, String)> = files(&repository().join("src"))
        .into_iter()
        .filter(|(name, _)| name.ends_with(".rs"))
        .map(|(name, bytes)| (name, String::from_utf8(bytes).expect("UTF-8")))
        .collect();
    // A file that only tests use: `#[cfg(test)] mod name;`.
    let of_tests: Vec<String> = all
        .iter()
        .flat_map(|(_, source)| source.split("#[cfg(test)]\nmod ").skip(1))
        .chain(all.iter().flat_map(|(_, source)| source.split("#[cfg(test)]\npub(crate) mod ").skip(1)))
        .filter_map(|rest| rest.split_once(';').map(|(name, _)| format!("/{name}.rs")))
        .collect();
    for (name, source) in all.into_iter().filter(|(name, _)| !of_tests.iter().any(|test| format!("/{name}").ends_with(test.as_str()))) {
        let code = source.split("#[cfg(test)]").next().unwrap_or_default();
        let room = name.split('/').next().unwrap_or_default().trim_end_matches(".rs").to_owned();
        let lines = code.lines().filter(|line| !line.trim_start().starts_with("//")).map(ToOwned::to_owned).collect();
        rooms.push((name, room, lines));
    }
    rooms
}

#[test]
fn arrows_run_only_downward() {
    let floors = floors();
    let mut arrows = 0;
    for (file, room, lines) in rooms().iter().filter(|(_, room, _)| room != "lib" && room != "main") {
        let own = floors.get(room.as_str()).unwrap_or_else(|| panic!("{file}: the room {room} has no floor"));
        for line in lines {
            for used in line.split("crate::").skip(1) {
                let used: String = used.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
                let Some(floor) = floors.get(used.as_str()) else { continue };
                arrows += 1;
                // Floor 0 is one basement: its rooms may use each other.
                let fits = used == *room || floor < own || (*floor == 0 && *own == 0);
                assert!(fits, "{file}: an arrow from {room} (floor {own}) to {used} (floor {floor})");
            }
        }
    }
    assert!(arrows > 200, "the sources are read: {arrows}");
}

#[test]
fn every_outside_crate_has_one_address() {
    for (file, room, lines) in rooms() {
        for line in &lines {
            for (name, addresses) in ADDRESSES {
                let named =
                    line.contains(&format!("{name}::")) && !line.contains(&format!("_{name}::")) && !line.contains(&format!("::{name}::"));
                let is_own_module = line.contains(&format!("crate::{name}")) || line.contains(&format!("self::{name}"));
                assert!(!named || is_own_module || addresses.contains(&room.as_str()), "{file}: {name} belongs in {addresses:?}: {line}");
            }
        }
    }
}

#[test]
fn every_file_opens_with_its_sentence_and_stays_small() {
    let mut lengths = Vec::new();
    for (file, room, _) in rooms() {
        let source = std::fs::read_to_string(repository().join("src").join(&file)).expect("there");
        assert!(source.starts_with("//! "), "{file} opens with what it is");
        let lines = source.lines().count();
        assert!(lines <= 480, "{file} has {lines} lines: two ideas?");
        if room != "lib" && room != "main" {
            lengths.push(lines);
        }
    }
    lengths.sort_unstable();
    assert!(lengths[lengths.len() / 2] <= 120, "the median file has {} lines", lengths[lengths.len() / 2]);
}
