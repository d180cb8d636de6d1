//! An example or two for each command; a test runs them all in the example journal.

/// The commands, each with its examples, by its path.
const EXAMPLES: [(&str, &[&str]); 37] = [
    ("init", &["asklog init journal --lang zh-TW --name 陳品妤"]),
    ("new", &["asklog new learning-blind-spot --to 林雅婷 --call 雅婷經理", "asklog new --kind ask-technical --to 'Dana Scott' --no-edit"]),
    (
        "log",
        &["asklog log give '回答了論壇上的提問' --channel forum", "asklog log inbound 'a recruiter wrote' --to 'Ann Lee' --at yesterday"],
    ),
    ("nudge", &["asklog nudge 2026-04-02-鄭雅文 --no-edit"]),
    ("copy", &["asklog copy 2026-04-08-周芷寧", "asklog copy 2026-04-08-周芷寧 --subject"]),
    ("sent", &["asklog sent 2026-04-08-周芷寧", "asklog sent 2026-04-08-周芷寧 --at yesterday"]),
    ("reply", &["asklog reply 2026-04-02-鄭雅文 --outcome answer --outcome resource", "asklog reply 2026-04-02-鄭雅文 --file reply.eml"]),
    ("review", &["asklog review --id 2026-04-02-鄭雅文 --next 'one question, two choices'"]),
    ("due", &["asklog due", "asklog due --days 7"]),
    ("list", &["asklog list --status waiting", "asklog list --sort -sent --format '{{ id }} {{ status }}'"]),
    ("show", &["asklog show 2026-02-04-林雅婷", "asklog show 2026-02-04-林雅婷 --message"]),
    ("search", &["asklog search 盲點", "asklog search dashboard --kind ask-technical"]),
    ("stats", &["asklog stats", "asklog stats --by template --since 2026-02-01"]),
    ("history", &["asklog history learning-blind-spot"]),
    ("diff", &["asklog diff 2026-04-01-林雅婷 2026-04-02-林雅婷"]),
    ("build", &["asklog build --out site-for-a-friend", "asklog build --privacy full --out my-site"]),
    ("serve", &["asklog serve --open"]),
    ("check", &["asklog check", "asklog check --only too-long,vague-ask --format short"]),
    ("fix", &["asklog fix --dry-run"]),
    ("rules", &["asklog rules", "asklog rules too-long"]),
    ("edit", &["asklog edit 2026-04-08-周芷寧"]),
    ("set", &["asklog set 2026-04-02-鄭雅文 next='名字寫對，問題改成二選一'"]),
    ("close", &["asklog close 2026-04-02-鄭雅文", "asklog close 2026-04-02-鄭雅文 --reason solved"]),
    ("snooze", &["asklog snooze 2026-04-02-鄭雅文 +1w"]),
    ("save", &["asklog save -m 'Shorten the background'"]),
    ("import", &["asklog import table.csv --dry-run", "asklog import table.csv --map 何時=sent --date-order dmy"]),
    ("export", &["asklog export -o table.csv", "asklog export --format ics -o due.ics"]),
    ("schema", &["asklog schema request"]),
    ("lsp", &["asklog lsp"]),
    ("completions", &["asklog completions bash"]),
    ("man", &["asklog man manual"]),
    ("template", &["asklog template list"]),
    ("template list", &["asklog template list --format json"]),
    ("template show", &["asklog template show learning-blind-spot"]),
    ("template new", &["asklog template new thanks-short --no-edit"]),
    ("template add", &["asklog template add"]),
    ("template bump", &["asklog template bump learning-blind-spot --no-edit"]),
];

/// The examples of a command, by its path.
pub(in crate::cli) fn of(path: &[String]) -> &'static [&'static str] {
    let path = path.join(" ");
    EXAMPLES.iter().find(|(command, _)| *command == path).map_or(&[], |(_, examples)| examples)
}
