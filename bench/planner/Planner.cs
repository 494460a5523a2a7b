using System.Diagnostics;
using System.Reflection;
using System.Text.Json;
using Pentimento.Engine.Planning;

if (args is ["guard", var words])
{
    WriteGuard(words);
    return;
}

var watch = Stopwatch.StartNew();
var planner = new PromptPlanner();
Console.WriteLine($"construct {watch.ElapsedMilliseconds} ms");
if (args is [var file])
{
    var prompts = File.ReadLines(file).Where(l => l.Trim().Length > 0).Select(Prompt).ToList();
    for (var round = 0; round < 20; round++)
    {
        prompts.ForEach(p => planner.Plan(p));
    }

    var times = prompts.Select(p => Time(p, 3)).Order().ToList();
    Console.WriteLine($"{times.Count} prompts: p50 {times[times.Count / 2]:F3} ms, p99 {times[times.Count * 99 / 100]:F3} ms, longest {times[^1]:F3} ms");
    var fortyWords = prompts.Select(p => p.Split(' ').Length).ToList();
    Console.WriteLine($"words a prompt: {fortyWords.Average():F1} on average, {fortyWords.Max()} at most");
}

string[] units =
[
    "remove the man on the left and make the sky bluer, ", "photo of me, the dog, the cat, ", "take ", "make it \"", "(((", "the ",
    "and ", "'s ", "1 2 3 ", "a", "xqzzk blurzz qaulity ", "去掉左边的人和车，", "百",
];
foreach (var unit in units)
{
    var prompt = string.Concat(Enumerable.Repeat(unit, PromptPlanner.LongestPrompt / unit.Length));
    _ = Time(prompt, 3);
    Console.WriteLine($"{prompt.Length} characters of \"{unit.Trim()}\": {Time(prompt, 5):F1} ms");
}

double Time(string prompt, int rounds)
{
    var best = double.MaxValue;
    for (var i = 0; i < rounds; i++)
    {
        watch.Restart();
        planner.Plan(prompt);
        best = Math.Min(best, watch.Elapsed.TotalMilliseconds);
    }

    return best;
}

static string Prompt(string line)
{
    using var row = JsonDocument.Parse(line);
    return row.RootElement.GetProperty("prompt").GetString() ?? "";
}

// The corrector is internal to the engine; a tool may reach it all the same.
static void WriteGuard(string file)
{
    var assembly = typeof(PromptPlanner).Assembly;
    var lexiconType = assembly.GetType("Pentimento.Engine.Planning.Words.Lexicon")!;
    var lexicon = lexiconType.GetMethod("Load", BindingFlags.Public | BindingFlags.Static)!.Invoke(null, ["en.txt", true])!;
    var vocabulary = lexiconType.GetProperty("Words")!.GetValue(lexicon)!;
    var spellingType = assembly.GetType("Pentimento.Engine.Planning.Words.Spelling")!;
    var spelling = Activator.CreateInstance(spellingType, vocabulary, Array.Empty<string>())!;
    var correct = spellingType.GetMethod("Correct")!;
    var near = new SortedSet<string>(StringComparer.Ordinal);
    foreach (var line in File.ReadLines(file))
    {
        var word = line.Trim().ToLowerInvariant().Replace("'s", "", StringComparison.Ordinal);
        if (word.All(char.IsAsciiLetter) && correct.Invoke(spelling, [word]) is string)
        {
            near.Add(word);
        }
    }

    Console.WriteLine("# Real words that lie near a word of the vocabulary and are not to be corrected to it. Made as bench/planner/README.md says.");
    foreach (var word in near)
    {
        Console.WriteLine(word);
    }
}
