//! `asklog review`: looks back on silent and answered threads, one after another, and writes what comes next.

use super::open::{self, Open};
use super::{Exit, Globals, Outcome, change, find, show, when};
use crate::calendar::{Date, Direction, plus_days};
use crate::checks::check;
use crate::error::{Error, Result};
use crate::insight::{Group, Insight, Status, Thread, to_review};
use crate::journal::{Edit, Request, SectionKind, reply_section};
use crate::labels::{Labels, text};
use crate::terminal::{self, ask_text, bold, dim};
use crate::text::control::one_line;
use crate::text::width::cut;

/// Days looked back on unless told.
const DAYS: i64 = 30;

#[derive(clap::Args)]
pub(super) struct Args {
    /// Threads in which something happened since then, instead of the last 30 days.
    #[arg(long, value_name = "WHEN", allow_hyphen_values = true)]
    since: Option<String>,
    /// Only this request: with the flags below nothing is asked.
    #[arg(long)]
    id: Option<String>,
    /// What it taught about the matter: a Learned section.
    #[arg(long, value_name = "TEXT")]
    learned: Option<String>,
    /// What to think of the message: a Reflection section.
    #[arg(long, value_name = "TEXT")]
    reflection: Option<String>,
    /// What the next one does differently: `next`.
    #[arg(long, value_name = "TEXT")]
    next: Option<String>,
}

/// What is written into a letter.
#[derive(Default)]
struct Answers {
    learned: Option<String>,
    reflection: Option<String>,
    next: Option<String>,
}

impl Answers {
    fn is_empty(&self) -> bool {
        self.learned.is_none() && self.reflection.is_none() && self.next.is_none()
    }
}

pub(super) fn run(globals: &Globals, args: &Args) -> Outcome {
    let open = open::open(globals)?;
    let insight = Insight::of(&open.journal);
    let filled = |text: &Option<String>| text.as_deref().map(str::trim).filter(|text| !text.is_empty()).map(ToOwned::to_owned);
    let given = Answers { learned: filled(&args.learned), reflection: filled(&args.reflection), next: filled(&args.next) };
    if let Some(id) = &args.id {
        let request = find::request(&open, &insight, id, |request| request.facts.sent.is_some() && request.next.is_none())?;
        if !given.is_empty() {
            write(&open, request, &given)?;
            return Ok(Exit::Done);
        }
        if !terminal::is_interactive() {
            return Err(Error::new(text!("review.nothing-given", id = request.id)).help(text!("review.nothing-given.help")));
        }
        return guide(&open, &insight, &[Group { letters: vec![request], status: insight.status(request) }]);
    }
    if !given.is_empty() {
        return Err(Error::new(text!("review.needs-id")).help(text!("review.how")));
    }
    let since = since(&open, args.since.as_deref())?;
    let groups = to_review(&insight, since);
    if groups.is_empty() {
        open.say(&text!("review.none", since = since));
        say_due(&open, &insight);
        return Ok(Exit::Done);
    }
    if terminal::is_interactive() {
        return guide(&open, &insight, &groups);
    }
    terminal::print(&listed(&open, &groups));
    open.say(&text!("review.how"));
    open.say_left_out();
    Ok(Exit::Done)
}

/// Letters whose follow-up comes first are not looked back on yet.
fn say_due(open: &Open, insight: &Insight<'_>) {
    let is_due = |thread: &&Thread<'_>| !thread.has_next() && insight.status(thread.first()) == Status::Due;
    let count = insight.threads.all.iter().filter(is_due).count();
    if count > 0 {
        open.say(&text!("review.due-first", count = count));
    }
}

fn since(open: &Open, when: Option<&str>) -> Result<Date> {
    let now = open.journal.now;
    match when {
        Some(when) => Ok(when::read(when, now, Direction::Past)?.day(now.zone)),
        None => Ok(plus_days(now.today(), -DAYS)),
    }
}

/// The groups, a line each, further letters of a group below: for scripts and pipes.
fn listed(open: &Open, groups: &[Group<'_>]) -> String {
    let mut page = String::new();
    for group in groups {
        let status = open.labels.word("status", group.status.word());
        for (at, letter) in group.letters.iter().enumerate() {
            let mark = if at == 0 { "" } else { "  " };
            let line = format!("{mark}{}  {status}  {}", letter.id, letter.summary_shown());
            page.push_str(&format!("{}\n", cut(&one_line(&line), terminal::columns())));
        }
    }
    page
}

/// Goes through the groups; what was answered is written before the next is shown. Leaving keeps it.
fn guide(open: &Open, insight: &Insight<'_>, groups: &[Group<'_>]) -> Outcome {
    let mut reviewed = 0;
    open.say(&text!("review.begin"));
    for (at, group) in groups.iter().enumerate() {
        show_group(open, insight, group, at + 1, groups.len());
        let (answers, stops) = ask(group, &open.labels);
        if stops {
            // What was typed before leaving is kept.
            if !answers.is_empty() {
                write_group(open, group, &answers)?;
            }
            open.say(&text!("review.left", count = groups.len() - at - usize::from(answers.next.is_some())));
            return Ok(Exit::Done);
        }
        if answers.is_empty() {
            open.say(&text!("review.later"));
            continue;
        }
        write_group(open, group, &answers)?;
        reviewed += 1;
    }
    open.say(&text!("review.done", count = reviewed));
    Ok(Exit::Done)
}

fn show_group(open: &Open, insight: &Insight<'_>, group: &Group<'_>, number: usize, all: usize) {
    let labels = &open.labels;
    let columns = terminal::columns();
    let letter = group.letters[0];
    let status = labels.word("status", group.status.word());
    let mut page = format!("\n{}\n", dim(&text!("review.head", number = number, all = all, status = status).say(labels)));
    page.push_str(&format!("{}  {}\n", bold(&one_line(&letter.id)), one_line(&letter.summary_shown())));
    if let Some(template) = letter.template.as_ref().filter(|_| group.letters.len() > 1) {
        let said = text!("review.group", count = group.letters.len(), template = template).say(labels);
        page.push_str(&terminal::paragraph(&said, "", columns));
        for other in &group.letters[1..] {
            page.push_str(&format!("{}\n", text!("review.member", id = other.id).say(labels)));
        }
    }
    let report = check(&open.journal, insight).only(|path| path == letter.path(), |_| true);
    page.push('\n');
    page.push_str(&show::message(letter, &report, labels));
    for section in letter.sections.iter().filter(|section| section.kind != SectionKind::Notes) {
        let heading =
            if section.kind == SectionKind::Reply { text!("review.reply").say(labels) } else { one_line(&section.heading).into_owned() };
        page.push_str(&format!("\n{}\n", bold(&heading)));
        page.push_str(&terminal::paragraph(letter.section_text(section), "  ", columns));
    }
    page.push('\n');
    terminal::print(&page);
}

/// The article's three questions, what was learned where something came back, and what comes next; and whether
/// the person left before the last.
fn ask(group: &Group<'_>, labels: &Labels) -> (Answers, bool) {
    let mut answers = Answers::default();
    let stops = ask_into(&mut answers, group, labels).is_err();
    (answers, stops)
}

fn ask_into(answers: &mut Answers, group: &Group<'_>, labels: &Labels) -> Result<()> {
    let hint = text!("review.hint").say(labels);
    for (name, question) in [
        (text!("review.long"), text!("review.ask-long")),
        (text!("review.vague"), text!("review.ask-vague")),
        (text!("review.burden"), text!("review.ask-burden")),
    ] {
        if let Some(answer) = ask_text(&question.say(labels), Some(&hint), false, labels)? {
            let line = format!("{}{}{answer}", name.say(labels), labels.pattern("brief.colon"));
            let before = answers.reflection.take().map(|before| before + "\n\n").unwrap_or_default();
            answers.reflection = Some(before + &line);
        }
    }
    if group.status == Status::Replied {
        answers.learned = ask_text(&text!("review.learned").say(labels), Some(&hint), false, labels)?;
    }
    answers.next = ask_text(&text!("review.next").say(labels), Some(&text!("review.hint-next").say(labels)), false, labels)?;
    Ok(())
}

/// The sections go into the newest letter of a group, what comes next into each.
fn write_group(open: &Open, group: &Group<'_>, answers: &Answers) -> Result<()> {
    for (at, letter) in group.letters.iter().enumerate() {
        if at == 0 {
            write(open, letter, answers)?;
        } else if answers.next.is_some() {
            write(open, letter, &Answers { next: answers.next.clone(), ..Answers::default() })?;
        }
    }
    Ok(())
}

/// Writes what is not there yet: the same answers twice are one.
fn write(open: &Open, request: &Request, answers: &Answers) -> Result<()> {
    let chinese = request.is_chinese(open.journal.settings.lang);
    let next = answers.next.as_deref().map(|next| one_line(next).into_owned());
    let mut edits: Vec<Edit> = next.iter().map(|next| Edit::Set("next".to_owned(), next.clone())).collect();
    let sections = [
        (SectionKind::Learned, &answers.learned, if chinese { "學到的" } else { "Learned" }),
        (SectionKind::Reflection, &answers.reflection, if chinese { "反思" } else { "Reflection" }),
    ];
    for (kind, text, heading) in sections {
        let is_there = |text: &String| request.sections.iter().any(|own| own.kind == kind && request.section_text(own) == text.trim());
        if let Some(text) = text.as_ref().filter(|text| !is_there(text)) {
            edits.push(Edit::Append(reply_section(heading, text)));
        }
    }
    change::change(open, request.path(), &edits)?;
    open.say(&text!("review.written", id = request.id));
    if let Some((old, new)) = request.next.as_deref().zip(next).filter(|(old, new)| old != new) {
        open.say(&text!("set.done", id = request.id, key = "next", old = old, new = new));
    }
    Ok(())
}
