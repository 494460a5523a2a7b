using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Pentimento.Server.Tests;

/// <summary>The house plan's tables (docs/architecture.md): who may know whom, how long a file may be, where unsafe code may stand.</summary>
public partial class FolderRulesTests
{
    private const int LongestFile = 250;
    private const int LongestTable = 400;
    private const double MedianFile = 80;

    // What a folder may name besides itself and the framework.
    private static readonly Dictionary<string, string[]> May = new(StringComparer.Ordinal)
    {
        ["Engine/Native"] = [],
        ["Engine/Images"] = ["Engine/Native"],
        ["Engine/Fill"] = ["Engine/Images", "Engine/Native"],
        ["Engine/Vision"] = ["Engine/Images", "Engine/Native"],
        ["Engine/Selection"] = ["Engine/Images", "Engine/Vision", "Engine/Planning"],
        ["Engine/Operations"] = ["Engine/Images", "Engine/Fill", "Engine/Selection", "Engine/Vision", "Engine/Native"],
        ["Engine/Planning"] = ["Engine/Operations"],
        ["Engine/Execution"] = ["Engine/Native", "Engine/Images", "Engine/Fill", "Engine/Vision", "Engine/Selection", "Engine/Operations", "Engine/Planning"],
        ["Server/Editing"] = [],
        ["Server/Telemetry"] = ["Server/Editing"],
        ["Server/Keys"] = ["Server/Editing", "Server/Telemetry"],
        ["Server/Models"] = ["Server/Editing", "Server/Telemetry"],
        ["Server/Results"] = ["Server/Editing", "Server/Telemetry"],
        ["Server/Files"] = ["Server/Editing", "Server/Telemetry"],
        ["Server/Engines"] = ["Server/Editing", "Server/Telemetry", "Engine/*"],
        ["Server/Jobs"] = ["Server/Editing", "Server/Telemetry", "Server/Models", "Server/Results"],
        ["Server/Api"] = ["Server/Editing", "Server/Telemetry", "Server/Keys", "Server/Models", "Server/Jobs", "Server/Results", "Server/Files"],
        ["Server/Playground"] = ["Server/Editing"],
        ["Server/Cli"] = ["Server/Editing", "Server/Keys", "Server/Models", "Server/Jobs", "Server/Results", "Server/Telemetry"],
    };

    // Where the parts meet.
    private static readonly string[] MeetingPlaces = ["Program.cs"];

    [Fact]
    public void Each_folder_names_only_those_it_may_know()
    {
        var wrong = new List<string>();
        foreach (var (area, file, text) in Sources().Where(s => !MeetingPlaces.Contains(Path.GetFileName(s.File))))
        {
            if (!May.TryGetValue(area, out var may))
            {
                if (area.Contains('/', StringComparison.Ordinal))
                {
                    wrong.Add($"{area} is not in the table: {file}");
                }

                continue;
            }

            foreach (Match match in Mention().Matches(text))
            {
                var other = $"{match.Groups[1].Value}/{match.Groups[2].Value}";
                var wildcard = $"{match.Groups[1].Value}/*";
                if (other != area && May.ContainsKey(other) && !may.Contains(other) && !may.Contains(wildcard))
                {
                    wrong.Add($"{file} names {other}");
                }
            }
        }

        Assert.Empty(wrong.Distinct());
    }

    [Fact]
    public void The_shared_words_know_nothing_of_the_web()
    {
        Assert.DoesNotContain(Sources(), s => s.Area == "Server/Editing" && s.Text.Contains("Microsoft.AspNetCore", StringComparison.Ordinal));
        Assert.DoesNotContain(Sources(), s => s.Area.StartsWith("Engine/", StringComparison.Ordinal)
            && (s.Text.Contains("Microsoft.AspNetCore", StringComparison.Ordinal) || s.Text.Contains("Microsoft.Extensions", StringComparison.Ordinal)));
    }

    [Fact]
    public void Only_native_is_unsafe_or_extern()
    {
        var outside = Sources().Where(s => s.Area != "Engine/Native" && UnsafeCode().IsMatch(s.Text)).Select(s => s.File);

        Assert.Empty(outside);
    }

    [Fact]
    public void No_folder_is_named_after_nothing()
    {
        string[] empty = ["Common", "Helpers", "Utils", "Utilities", "Extensions", "Services", "Abstractions", "Misc"];

        Assert.DoesNotContain(Sources(), s => s.File.Split('/').Any(empty.Contains));
    }

    [Fact]
    public void Files_stay_short()
    {
        var lengths = Sources().Select(s => (s.File, Lines: s.Text.Count(c => c == '\n'))).OrderBy(s => s.Lines).ToArray();

        Assert.InRange(lengths[lengths.Length / 2].Lines, 1, MedianFile);
        Assert.DoesNotContain(lengths, s => s.Lines > LongestTable);
        Assert.True(lengths.Count(s => s.Lines > LongestFile) <= lengths.Length / 10, "more than one file in ten is over 250 lines");
    }

    private static IEnumerable<(string Area, string File, string Text)> Sources()
    {
        var root = Path.Combine(Repository(), "src");
        foreach (var file in Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories))
        {
            var path = Path.GetRelativePath(root, file).Replace('\\', '/');
            var parts = path.Split('/');
            if (parts.Contains("obj") || parts.Contains("bin"))
            {
                continue;
            }

            var project = parts[0].Replace("Pentimento.", "", StringComparison.Ordinal);
            yield return (parts.Length > 2 ? $"{project}/{parts[1]}" : project, path, File.ReadAllText(file));
        }
    }

    private static string Repository([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", ".."));

    [GeneratedRegex(@"Pentimento\.(Engine|Server)\.(\w+)")]
    private static partial Regex Mention();

    [GeneratedRegex(@"\b(unsafe\s+(partial|class|struct|static|void)|static\s+extern|LibraryImport\()|\bfixed\s*\(")]
    private static partial Regex UnsafeCode();
}
