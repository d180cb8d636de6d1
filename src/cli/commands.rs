//! Every command: its words, and the file that does it.

use clap::Subcommand;

#[cfg(feature = "lsp")]
use super::lsp;
#[cfg(feature = "serve")]
use super::serve;
use super::{
    Globals, Outcome, build, check, close, completions, copy, diff, due, edit, export, fix, history, import, init, list, log, man, new,
    nudge, reply, review, rules, save, schema, search, sent, set, show, snooze, stats, template,
};

#[derive(Subcommand)]
pub(super) enum Command {
    /// Make a journal: settings, starter templates, a git repository.
    Init(init::Args),
    /// Begin a request: from a template, to a person.
    ///
    /// On a terminal it asks for what is missing; Enter leaves one for the editor. `{{ recipient }}` of a template is
    /// --call, which a Chinese greeting always needs; in English else the first word of the name. The last promises
    /// (`next`) of that template's letters are shown.
    New(new::Args),
    /// Write down in one line what has already happened.
    Log(log::Args),
    /// Begin the follow-up of a request.
    Nudge(nudge::Args),
    /// Put the message on the clipboard: the moment of sending.
    ///
    /// Checks the letter, puts it as plain text on the clipboard (the platform's program, else the terminal's own by
    /// OSC 52, else it is printed), and shows the right person, time, way and request as facts. An error is shown and
    /// the text copied all the same: only `sent` refuses. `asklog show ID --message` prints the same text.
    Copy(copy::Args),
    /// Note that a request was sent.
    Sent(sent::Args),
    /// Note a reply, and what it brought.
    Reply(reply::Args),
    /// Look back on silence and answers, and write what comes next.
    ///
    /// On a terminal it goes through the silent and answered threads without `next`, similar letters of one template
    /// version together: it shows the message with its findings and the reply, and asks what was too long, too vague,
    /// or work left to others, what was learned, and what the next one does differently. The answers become sections
    /// Reflection and Learned, and `next`. Esc stops and keeps what was answered; what is left comes again. Without a
    /// terminal the threads are listed; --id with --next, --reflection or --learned writes without asking.
    Review(review::Args),
    /// What is due.
    Due(due::Args),
    /// The response tracking table 回應追蹤表.
    List(list::Args),
    /// One entry, with its thread.
    Show(show::Args),
    /// Find words in all entries.
    Search(search::Args),
    /// Honest numbers: what you control first, then rates with n and interval.
    Stats(stats::Args),
    /// Every version of an entry's message.
    History(history::Args),
    /// What changed between two versions of a message, word by word.
    Diff(diff::Args),
    /// Render the site.
    Build(build::Args),
    /// Show the site on this machine, live while you write.
    #[cfg(feature = "serve")]
    Serve(serve::Args),
    /// Find what is wrong in the journal.
    ///
    /// In a draft an error of the message is a warning, and on a message already sent everything is advice; `copy` and
    /// `sent` weigh a rule as it is. Not read are quotes (`>`), mail sent along, code, comments, and what stands below
    /// the line `-- `. A message with words of crisis has no findings but the help line. Never writes.
    Check(check::Args),
    /// Fix what can only be meant one way.
    ///
    /// That is: a value with exactly one near word; width, separators and missing zeros in a date that has one reading;
    /// spaces after a value; mixed line ends; the form of a section's heading. What changes is shown as a diff;
    /// --dry-run writes nothing and exits with 1 when something would change.
    Fix(fix::Args),
    /// The catalogue of checks; one rule explained.
    Rules(rules::Args),
    /// Open an entry in the editor.
    Edit(edit::Args),
    /// Set other facts of an entry.
    Set(set::Args),
    /// Stop waiting for an answer.
    Close(close::Args),
    /// Set the day of the next touch.
    Snooze(snooze::Args),
    /// Commit the entries and settings that changed, and nothing else.
    Save(save::Args),
    /// Import a table, LinkedIn's messages or saved mail.
    ///
    /// A table's columns are known by the article's headings (發送時間, 內容摘要, 對象背景, 回覆與否, 下一步優化) and what people put beside
    /// them, in Chinese or English; --map names others. A second import of the same file adds nothing; a row whose entry holds
    /// other values is reported and not applied; a row that cannot be taken is named, and the rest go on.
    ///
    /// Of mail (.eml, .mbox) the letters from the settings' `addresses` become requests, and what answers them becomes replies, of
    /// entries already here too; a second letter without an answer is a nudge, a letter after one a thanks or an update. Of LinkedIn's
    /// messages.csv the same, conversation by conversation. Attachments are named, not kept.
    Import(import::Args),
    /// Export the table as CSV, a workbook or JSON, or what is due as a calendar.
    ///
    /// CSV opens in Excel with its Chinese, and `asklog import` of an export changes nothing. Never writes in the journal.
    Export(export::Args),
    /// Serve an editor: findings while you write, completion, fixes.
    ///
    /// An editor starts it and speaks the Language Server Protocol over standard input and output. Writes nothing: the
    /// editor applies every edit.
    #[cfg(feature = "lsp")]
    Lsp,
    /// The library of message templates.
    Template(template::Args),
    /// The JSON Schema of requests, templates, settings or an export, for an editor or a program.
    Schema(schema::Args),
    /// Print what a shell needs to complete commands, ids and templates.
    ///
    /// Read it at the shell's start: `source <(asklog completions bash)` in ~/.bashrc, `source <(asklog completions zsh)`
    /// in ~/.zshrc below the line `autoload -Uz compinit && compinit`, `asklog completions fish | source` in ~/.config/fish/config.fish, `asklog completions powershell |
    /// Out-String | Invoke-Expression` in $PROFILE. At each Tab the shell asks the program, so the ids are those of the
    /// journal you stand in.
    Completions(completions::Args),
    /// Write a manual page for every command.
    Man(man::Args),
}

impl Command {
    /// Whether it may write entries or settings: with `git: {save: auto}` they are saved then.
    pub(super) fn writes(&self) -> bool {
        match self {
            Command::New(_) | Command::Log(_) | Command::Nudge(_) | Command::Sent(_) | Command::Reply(_) | Command::Review(_) => true,
            Command::Edit(_) | Command::Set(_) | Command::Close(_) | Command::Snooze(_) | Command::Fix(_) => true,
            Command::Import(args) => args.writes(),
            Command::Template(args) => args.writes(),
            _ => false,
        }
    }

    /// Does it.
    pub(super) fn run(&self, globals: &Globals) -> Outcome {
        match self {
            Command::Init(args) => init::run(globals, args),
            Command::New(args) => new::run(globals, args),
            Command::Log(args) => log::run(globals, args),
            Command::Nudge(args) => nudge::run(globals, args),
            Command::Copy(args) => copy::run(globals, args),
            Command::Sent(args) => sent::run(globals, args),
            Command::Reply(args) => reply::run(globals, args),
            Command::Review(args) => review::run(globals, args),
            Command::Due(args) => due::run(globals, args),
            Command::List(args) => list::run(globals, args),
            Command::Show(args) => show::run(globals, args),
            Command::Search(args) => search::run(globals, args),
            Command::Stats(args) => stats::run(globals, args),
            Command::History(args) => history::run(globals, args),
            Command::Diff(args) => diff::run(globals, args),
            Command::Save(args) => save::run(globals, args),
            Command::Build(args) => build::run(globals, args),
            #[cfg(feature = "serve")]
            Command::Serve(args) => serve::run(globals, args),
            #[cfg(feature = "lsp")]
            Command::Lsp => lsp::run(globals),
            Command::Check(args) => check::run(globals, args),
            Command::Fix(args) => fix::run(globals, args),
            Command::Rules(args) => rules::run(globals, args),
            Command::Edit(args) => edit::run(globals, args),
            Command::Import(args) => import::run(globals, args),
            Command::Export(args) => export::run(globals, args),
            Command::Set(args) => set::run(globals, args),
            Command::Close(args) => close::run(globals, args),
            Command::Snooze(args) => snooze::run(globals, args),
            Command::Template(args) => template::run(globals, args),
            Command::Schema(args) => schema::run(globals, args),
            Command::Completions(args) => completions::run(globals, args),
            Command::Man(args) => man::run(globals, args),
        }
    }
}
