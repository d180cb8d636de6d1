//! `asklog diff`: how a message became another, word by word.

use serde::Serialize;

use super::open::{self, Open};
use super::texts::{self, Side};
use super::{Exit, Format, Globals, Outcome};
use crate::insight::Insight;
use crate::json::to_json;
use crate::labels::text;
use crate::terminal::{self, bold, difference, dim, marks};
use crate::text::changes::{Change, Op, changes};
use crate::text::control::one_line;
use crate::text::script::length;

#[derive(clap::Args)]
pub(super) struct Args {
    /// A request or a template, and which version of its message: ID, ID@1.
    #[arg(value_name = "ID[@N]")]
    from: String,
    /// What to compare with; without it the last two versions are compared, or version N with the newest.
    #[arg(value_name = "ID2[@N]")]
    to: Option<String>,
    /// One line of figures.
    #[arg(long)]
    stat: bool,
    /// For people, or JSON.
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
}

#[derive(Serialize)]
struct Document<'a> {
    schema_version: u32,
    from: &'a str,
    to: &'a str,
    changes: Vec<ChangeJson<'a>>,
}

#[derive(Serialize)]
struct ChangeJson<'a> {
    op: &'static str,
    text: &'a str,
    moved: bool,
}

pub(super) fn run(globals: &Globals, args: &Args) -> Outcome {
    let open = open::open(globals)?;
    let insight = Insight::of(&open.journal);
    let (mut from, mut to) = texts::sides(&open, &insight, &args.from, args.to.as_deref())?;
    if args.format == Format::Table {
        // Nobody sees the form of a line's end.
        for side in [&mut from, &mut to] {
            side.text = side.text.replace("\r\n", "\n");
        }
    }
    let changes = changes(&from.text, &to.text);
    match args.format {
        Format::Json => terminal::print(&json(&from, &to, &changes)),
        Format::Table if args.stat => {
            terminal::print(&format!("{} → {}: {}\n", one_line(&from.name), one_line(&to.name), figures(&open, &from, &to, &changes)));
        }
        Format::Table => terminal::print(&page(&open, &from, &to, &changes)),
    }
    Ok(Exit::Done)
}

fn json(from: &Side, to: &Side, changes: &[Change]) -> String {
    fn of(change: &Change) -> ChangeJson<'_> {
        ChangeJson {
            op: match change.op {
                Op::Equal => "equal",
                Op::Delete => "delete",
                Op::Insert => "insert",
            },
            text: &change.text,
            moved: change.is_moved,
        }
    }
    let changes = changes.iter().map(of).collect();
    to_json(&Document { schema_version: 1, from: &from.name, to: &to.name, changes })
}

fn page(open: &Open, from: &Side, to: &Side, changes: &[Change]) -> String {
    let head = match from.id == to.id {
        true => format!("{}  {} → {}", from.id, from.version, to.version),
        false => format!("{} {} → {} {}", from.id, from.version, to.id, to.version),
    };
    let mut page = format!("{}\n{}\n\n", bold(&one_line(&head)), dim(&figures(open, from, to, changes)));
    if changes.iter().all(|change| change.op == Op::Equal) {
        page.push_str(&format!("{}\n", text!("diff.same").say(&open.labels)));
        return page;
    }
    page.push_str(&difference(changes, "  ", terminal::columns()));
    page.push_str(&format!("\n{}\n", dim(&legend(open, changes))));
    page
}

/// What the marks mean, those that stand above.
fn legend(open: &Open, changes: &[Change]) -> String {
    let kinds = [
        (Op::Delete, false, text!("diff.went")),
        (Op::Insert, false, text!("diff.came")),
        (Op::Delete, true, text!("diff.moved-away")),
        (Op::Insert, true, text!("diff.moved-here")),
    ];
    let stands = |op: Op, moved: bool| changes.iter().any(|change| change.op == op && change.is_moved == moved);
    let kinds = kinds.into_iter().filter(|(op, moved, _)| stands(*op, *moved));
    let words = kinds.map(|(op, moved, words)| {
        let (before, after) = marks(op, moved);
        format!("{before}{}{after}", words.say(&open.labels))
    });
    words.collect::<Vec<_>>().join("  ")
}

/// `−12 +15 字, 1 句移動; 231 → 187`.
fn figures(open: &Open, from: &Side, to: &Side, changes: &[Change]) -> String {
    let count = |text: &str| {
        let length = length(text);
        length.han + length.words
    };
    let all = |op: Op| changes.iter().filter(|change| change.op == op && !change.is_moved).map(|change| count(&change.text)).sum::<usize>();
    let moved = changes.iter().filter(|change| change.op == Op::Delete && change.is_moved).map(|change| count(&change.text)).sum::<usize>();
    let (old, new) = (count(&from.text), count(&to.text));
    let (went, came) = (all(Op::Delete), all(Op::Insert));
    let line = match (to.is_chinese, moved) {
        (true, 0) => text!("diff.stat.zh", went = went, came = came, old = old, new = new),
        (true, moved) => text!("diff.stat-moved.zh", went = went, came = came, moved = moved, old = old, new = new),
        (false, 0) => text!("diff.stat.en", went = went, came = came, old = old, new = new),
        (false, moved) => text!("diff.stat-moved.en", went = went, came = came, moved = moved, old = old, new = new),
    };
    line.say(&open.labels)
}
