//! `asklog search`: words in all requests and templates, of any script.

use serde::Serialize;

use super::filters::FilterArgs;
use super::open;
use super::{Exit, Format, Globals, Outcome};
use crate::error::Error;
use crate::insight::{Filter, Insight};
use crate::journal::Document;
use crate::json::to_json;
use crate::labels::text;
use crate::terminal::{self, bold};
use crate::text::control::one_line;
use crate::text::fold::plain;
use crate::text::width::cut;

#[derive(clap::Args)]
pub(super) struct Args {
    /// The words; an entry is found when it holds all of them.
    #[arg(required = true)]
    words: Vec<String>,
    #[command(flatten)]
    filters: FilterArgs,
    /// For people, or JSON.
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
}

#[derive(Serialize)]
struct Answer<'a> {
    schema_version: u32,
    hits: Vec<Hit<'a>>,
}

#[derive(Serialize)]
struct Hit<'a> {
    id: &'a str,
    path: &'a str,
    line: usize,
    text: &'a str,
}

pub(super) fn run(globals: &Globals, args: &Args) -> Outcome {
    let open = open::to_the_end(open::open(globals)?);
    let insight = open::to_the_end(Insight::of(&open.journal));
    let filter = args.filters.read(open.journal.now)?;
    let words: Vec<String> =
        args.words.iter().flat_map(|words| words.split_whitespace()).map(plain).filter(|word| !word.is_empty()).collect();
    if words.is_empty() {
        return Err(Error::new(text!("search.no-words")));
    }
    // Filters are about requests: with any, templates are left out.
    let requests = open
        .journal
        .requests
        .iter()
        .filter(|request| filter.takes(request, &insight))
        .map(|request| (request.id.as_str(), &request.document));
    let templates =
        open.journal.templates.iter().filter(|_| filter == Filter::default()).map(|template| (template.id.as_str(), &template.document));
    let hits = hits(requests.chain(templates).map(|(id, document)| (id, document.as_ref())).collect(), &words);
    let found = !hits.is_empty();
    match args.format {
        Format::Json => terminal::print(&to_json(&Answer { schema_version: 1, hits })),
        Format::Table if found => terminal::print_all(lines(&hits)),
        Format::Table => terminal::say(&text!("search.none", words = args.words.join(" ")).say(&open.labels)),
    }
    open.say_left_out();
    Ok(if found { Exit::Done } else { Exit::No })
}

/// The lines that hold one of the words, of the files that hold all of them.
fn hits<'a>(documents: Vec<(&'a str, &'a Document)>, words: &[String]) -> Vec<Hit<'a>> {
    let of_one = |(id, document): (&'a str, &'a Document)| {
        let its_text = plain(&document.text);
        if !words.iter().all(|word| its_text.contains(word.as_str())) {
            return Vec::new();
        }
        let holds = |line: &str| {
            let its_text = plain(line);
            words.iter().any(|word| its_text.contains(word.as_str()))
        };
        let lines = document.text.lines().enumerate().filter(|(_, line)| holds(line));
        lines.map(|(number, line)| Hit { id, path: &document.path, line: number + 1, text: line.trim_end() }).collect()
    };
    crate::parallel::map_by_turns(documents, of_one).flatten().collect()
}

/// Each line that was found, below the name of its file.
fn lines<'a>(hits: &'a [Hit<'a>]) -> impl Iterator<Item = String> + 'a {
    let columns = terminal::columns();
    hits.chunk_by(|one, next| one.path == next.path).flat_map(move |of_file| {
        let shown = move |hit: &Hit<'_>| cut(&format!("{:>4}  {}", hit.line, one_line(hit.text.trim())), columns).into_owned() + "\n";
        let name = bold(&one_line(of_file[0].path)) + "\n";
        std::iter::once(name).chain(of_file.iter().map(shown))
    })
}
