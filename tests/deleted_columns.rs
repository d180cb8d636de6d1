//! An exported table of which a person deleted or reformatted columns: what is left never asks for a fact that says less.

use crate::edited_tables::{SETTINGS, import, says, table, with};
use crate::program::Journal;

const THANKS: &str = "---\nkind: thanks\nto: {name: 王志明}\nchannel: line\nsummary: 謝謝\nsent: 2026-04-05\nreplied: 2026-04-06T08:10+08:00\n---\n\n志明，上次的做法成功了，謝謝！\n";
const MING: &str = "---\nkind: ask-technical\nto: {name: 王志明, role: 工程師, org: 潮間帶}\nchannel: line\nsubject: 請教資料表\ntemplate: tech@2\nnoticed: 2026-03-30T10:00+08:00\nsent: 2026-04-01T09:30+08:00\nreplied: 2026-04-03T14:00+08:00\noutcome: [declined]\nfollow_up: 2026-05-01T09:00+08:00\nforecast: 0.4\nnext: 附圖\n---\n\n志明您好，請問這兩張表哪一張比較對？\n\n## 回覆 王志明 2026-04-03\n\n抱歉，我不熟。\n";
const AGAIN: &str = "---\nkind: nudge\nto: {name: 吳佳蓉, background: 設計師，帶人}\nchannel: email\nfollows: 2026-04-02-吳佳蓉\nsent: 2026-04-08\nreplied: 2026-04-10\n---\n\n佳蓉您好，上週的問題不急，方便時再看。\n";
const FIRST: &str = "---\nkind: ask-learning\nto: {name: 吳佳蓉, background: 設計師，帶人}\nchannel: email\nsummary: 請教作品集\nsent: 2026-04-02\n---\n\n佳蓉您好，請問作品集先放哪一件？\n";
const CLOSED: &str = "---\nkind: ask-learning\nto: {name: Priya Nair}\nchannel: email\nsent: 2026-04-02T18:00+08:00\nclosed: 2026-04-09T18:00+08:00\nclose_reason: bounced\n---\n\nHi Priya, which of the two clouds do banks use?\n";
const DRAFT: &str = "---\nkind: ask-learning\nto: {name: Amy Lin}\nchannel: email\nsummary: ask one\n---\n\nHi Amy, which of the two should I learn first?\n";

pub(crate) fn journal() -> Journal {
    Journal::new(&[
        ("asklog.yaml", SETTINGS),
        ("requests/2026/2026-04-05-謝王志明.md", THANKS),
        ("requests/2026/2026-04-01-王志明.md", MING),
        ("requests/2026/2026-04-08-吳佳蓉.md", AGAIN),
        ("requests/2026/2026-04-02-吳佳蓉.md", FIRST),
        ("requests/2026/2026-04-02-Priya-Nair.md", CLOSED),
        ("requests/2026/2026-04-11-Amy-Lin.md", DRAFT),
    ])
}

/// The table without some columns.
pub(crate) fn without(table: &[Vec<String>], columns: &[&str]) -> Vec<Vec<String>> {
    let kept: Vec<usize> = (0..table[0].len()).filter(|at| !columns.contains(&table[0][*at].as_str())).collect();
    table.iter().map(|row| kept.iter().map(|at| row[*at].clone()).collect()).collect()
}

#[test]
fn a_deleted_column_tells_nothing() {
    let journal = journal();
    let whole = table(&journal);
    let names = whole[0].clone();
    let mut cuts: Vec<Vec<&str>> = names.iter().filter(|name| *name != "id").map(|name| vec![name.as_str()]).collect();
    cuts.push(vec!["sent", "summary", "to.background", "replied", "next"]);
    cuts.push(vec!["replied", "outcome", "closed", "close_reason"]);
    cuts.push(vec!["replied", "reply", "outcome"]);
    for cut in cuts {
        let ran = import(&journal, &without(&whole, &cut));
        assert!(ran.err.contains("新增 0 筆，已經有的 6 筆，內容不同的 0 筆，略過 0 筆"), "{cut:?}\n{}", ran.err);
        assert!(!ran.err.contains("asklog set"), "{cut:?}\n{}", ran.err);
        assert!(!ran.err.contains("說法不同"), "{cut:?}\n{}", ran.err);
    }
}

#[test]
fn what_is_edited_where_the_column_behind_was_deleted_is_told() {
    let journal = journal();
    let whole = table(&journal);
    for (id, column, behind, cell, command) in [
        ("2026-04-01-王志明", "回覆與否", "replied", "否", "replied="),
        ("2026-04-11-Amy-Lin", "發送時間", "sent", "2026/4/12", "sent=2026-04-12"),
        ("2026-04-01-王志明", "發送時間", "sent", "2026/4/2", "sent=2026-04-02"),
        ("2026-04-01-王志明", "下一步優化", "next", "", "next="),
        ("2026-04-01-王志明", "對象背景", "to.background", "王志明，資料工程師，潮間帶", "to.role=資料工程師"),
    ] {
        let ran = import(&journal, &with(without(&whole, &[behind]), id, column, cell));
        says(&ran, &["內容不同的 1 筆", column, &format!("asklog set {id} {command}")]);
    }
}

#[test]
fn a_day_where_the_journal_has_its_time_is_the_same() {
    let journal = journal();
    let whole = table(&journal);
    for (id, key, day) in [
        ("2026-04-01-王志明", "noticed", "2026/3/30"),
        ("2026-04-01-王志明", "sent", "2026/4/1"),
        ("2026-04-01-王志明", "replied", "2026/4/3"),
        ("2026-04-01-王志明", "replied", "yes"),
        ("2026-04-01-王志明", "outcome", ""),
        ("2026-04-01-王志明", "template", "tech"),
        ("2026-04-01-王志明", "follow_up", "2026/5/1"),
        ("2026-04-02-Priya-Nair", "closed", "2026/4/9"),
        ("2026-04-02-Priya-Nair", "close_reason", ""),
    ] {
        let ran = import(&journal, &with(whole.clone(), id, key, day));
        assert!(ran.err.contains("已經有的 6 筆，內容不同的 0 筆"), "{key}: {}", ran.err);
        assert!(!ran.err.contains("  要改成表格的內容"), "{key}: {}", ran.err);
    }
    let edited = with(with(whole, "2026-04-01-王志明", "sent", "2026/4/2"), "2026-04-01-王志明", "發送時間", "2026/4/2");
    says(&import(&journal, &edited), &["內容不同的 1 筆", "sent=2026-04-02"]);
}

const NUDGED: &str = "---\nkind: ask-learning\nto: {name: Bob Wu}\nchannel: email\nsummary: about dbt\nsent: 2026-04-03\n---\n\nHi Bob, which of the two should I learn first?\n";
const NUDGE: &str = "---\nkind: nudge\nto: {name: Bob Wu}\nchannel: email\nsummary: a nudge\nfollows: 2026-04-03-Bob-Wu\nsent: 2026-04-09\nreplied: 2026-04-10\n---\n\nHi Bob, no hurry.\n";
const EVE: &str = "---\nkind: ask-learning\nto: {name: Eve Sun}\nchannel: email\nsummary: about SQL\nsent: 2026-04-04\n---\n\nHi Eve, which of the two should I learn first?\n";
const PUBLIC: &str =
    "---\nkind: give\nchannel: forum\nsummary: an answer\nsent: 2026-04-05\n---\n\nTry VLOOKUP with the last argument set to FALSE.\n";

pub(crate) fn threads() -> Journal {
    Journal::new(&[
        ("asklog.yaml", SETTINGS),
        ("requests/2026/2026-04-03-Bob-Wu.md", NUDGED),
        ("requests/2026/2026-04-09-Bob-Wu.md", NUDGE),
        ("requests/2026/2026-04-04-Eve-Sun.md", EVE),
        ("requests/2026/2026-04-05-answer.md", PUBLIC),
    ])
}

#[test]
fn a_status_is_told_where_the_ids_were_deleted() {
    let journal = threads();
    let whole = table(&journal);
    says(&import(&journal, &without(&whole, &["id"])), &["新增 0 筆，已經有的 4 筆，內容不同的 0 筆"]);
    for (cell, command) in [
        ("已回覆", "asklog set 2026-04-04-Eve-Sun replied=yes"),
        ("退信", "asklog close 2026-04-04-Eve-Sun --reason bounced --at 2026-04-04"),
        ("不再等候", "asklog close 2026-04-04-Eve-Sun"),
        ("草稿", "asklog set 2026-04-04-Eve-Sun sent="),
        ("有，下週通話", "asklog set 2026-04-04-Eve-Sun replied=yes"),
    ] {
        for edited in [without(&whole, &["id"]), with(whole.clone(), "2026-04-04-Eve-Sun", "id", "")] {
            let ran = import(&journal, &with(edited, "about SQL", "回覆與否", cell));
            says(&ran, &["新增 0 筆，已經有的 3 筆，內容不同的 1 筆", command]);
        }
        let ran =
            import(&journal, &with(with(without(&whole, &["id"]), "about SQL", "回覆與否", cell), "about SQL", "內容摘要", "about dbt"));
        says(&ran, &["新增 0 筆", "內容不同的 1 筆", "'summary=about dbt'"]);
    }
}

#[test]
fn a_draft_without_its_id_is_no_new_letter() {
    let journal = threads();
    let whole = without(&table(&journal), &["id"]);
    let ran = import(&journal, &with(whole, "an answer", "回覆與否", "草稿"));
    says(&ran, &["新增 0 筆，已經有的 3 筆，內容不同的 1 筆", "asklog set 2026-04-05-answer sent="]);
}

#[test]
fn an_export_without_ids_comes_as_it_is_into_another_journal() {
    let whole = without(&table(&threads()), &["id"]);
    let other = Journal::new(&[("asklog.yaml", SETTINGS)]);
    let ran = import(&other, &whole);
    says(&ran, &["新增 4 筆"]);
    assert!(!ran.err.contains("說法不同"), "{}", ran.err);
    assert!(!other.read("requests/2026/2026-04-03-Bob-Wu.md").contains("replied"), "the reply is the nudge's");
}

#[test]
fn an_emptied_or_mended_cell_is_told_where_the_ids_were_deleted() {
    const GIVE: &str = "---\nkind: give\nchannel: threads\nlink: https://example.org/p/1\nsummary: 分享 UTM 命名表\nsent: 2026-03-14\n---\n\n整理了一張 UTM 命名表。\n";
    let journal = Journal::new(&[
        ("asklog.yaml", SETTINGS),
        ("requests/2026/2026-04-01-王志明.md", MING),
        ("requests/2026/2026-04-02-吳佳蓉.md", FIRST),
        ("requests/2026/2026-03-14-utm.md", GIVE),
    ]);
    let whole = table(&journal);
    for (id, column, cell) in [
        ("2026-04-02-吳佳蓉", "發送時間", ""),
        ("2026-04-02-吳佳蓉", "內容摘要", ""),
        ("2026-04-02-吳佳蓉", "內容摘要", "請教作品集的順序"),
        ("2026-03-14-utm", "發送時間", ""),
        ("2026-03-14-utm", "發送時間", "2026-03-15"),
        ("2026-03-14-utm", "內容摘要", "分享 UTM 命名表 v2"),
    ] {
        let ran = import(&journal, &without(&with(whole.clone(), id, column, cell), &["id"]));
        says(&ran, &["新增 0 筆", "內容不同的 1 筆", id, column]);
    }
}
