using Pentimento.Engine.Execution;
using Pentimento.Engine.Images;
using Pentimento.Engine.Operations;
using Pentimento.Engine.Planning;

namespace Pentimento.Bench;

/// <summary>docs/operations.md and its before/after pairs: the first example prompt of each operation on a photograph that shows it.</summary>
internal static class OperationPictures
{
    private const string Usual = "coffee.png";
    private const int PairHeight = 260;

    // Operation -> photograph, an edit that spoils it first, and a second image where one is needed.
    private static readonly Dictionary<string, (string Photo, EditStep? Spoil, string? Second)> Special = new(StringComparer.Ordinal)
    {
        ["dehaze"] = ("motorcycle.jpg", new("contrast", Amount: -60), null),
        ["clarity"] = ("motorcycle.jpg", null, null),
        ["hdr"] = ("motorcycle.jpg", null, null),
        ["auto_enhance"] = ("chelsea.png", new("contrast", Amount: -45), null),
        ["straighten"] = ("motorcycle.jpg", new("rotate", Value: "4"), null),
        ["perspective"] = ("motorcycle.jpg", null, null),
        ["denoise"] = ("chelsea.png", new("grain", Amount: 70), null),
        ["white_balance"] = ("chelsea.png", new("temperature", Amount: 60), null),
        ["sharpen"] = ("chelsea.png", new("blur", Value: "1px"), null),
        ["upscale"] = ("chelsea.png", null, null),
        ["match_colors"] = ("chelsea.png", null, "coffee.png"),
        ["overlay"] = (Usual, null, "chelsea.png"),
        ["collage"] = (Usual, null, "chelsea.png"),
        ["drop_shadow"] = ("chelsea.png", null, null),
        ["restore"] = ("chelsea.png", null, null),
        ["remove"] = ("motorcycle.jpg", null, null),
    };

    // Operation -> what the mask marks, and the colour it is painted with before.
    private static readonly Dictionary<string, (Stroke[] Strokes, Rgb? Paint)> Marked = new(StringComparer.Ordinal)
    {
        ["remove"] = ([new(409, 58, 409, 88, 32)], null),
        ["restore"] = ([new(20, 40, 430, 262, 4), new(210, 0, 262, 299, 3), new(330, 60, 300, 299, 5), new(60, 180, 60, 180, 26)], new(236, 232, 224)),
    };

    public static int Make(string docs, string assets)
    {
        Directory.CreateDirectory(Path.Combine(docs, "operations"));
        File.WriteAllText(Path.Combine(docs, "operations.md"), OperationPage.Markdown());
        var planner = new PromptPlanner();
        foreach (var operation in OperationCatalog.All.Where(o => o.Missing is null))
        {
            Pair(operation, planner, assets, Path.Combine(docs, "operations", $"{operation.Name}.jpg"));
        }

        return 0;
    }

    private static void Pair(Operation operation, PromptPlanner planner, string assets, string target)
    {
        var (photo, spoil, secondName) = Special.GetValueOrDefault(operation.Name, (Usual, null, null));
        var decoder = new ImageDecoder(new());
        using var clean = decoder.Decode(File.ReadAllBytes(Path.Combine(assets, photo)));
        using var second = secondName is null ? null : decoder.Decode(File.ReadAllBytes(Path.Combine(assets, secondName)));
        using var spoiled = spoil is null ? null : Execute([clean], new EditPlan([spoil], []));
        using var cut = spoil?.Operation == "rotate" ? Execute([spoiled!], new EditPlan([new("crop", Value: "80%")], [])) : null;
        var before = cut ?? spoiled ?? clean;
        var mask = Marked.TryGetValue(operation.Name, out var marked) ? Stroke.Mask(marked.Strokes, before.Width, before.Height) : null;
        if (marked.Paint is { } paint)
        {
            Stroke.Paint(before, mask!, paint);
        }

        try
        {
            using var after = Execute(second is null ? [before] : [before, second], planner.Plan(operation.Examples[0]), mask);
            using var pair = Execute([before, after], new EditPlan([new("collage", Value: "row")], []));
            using var small = Execute([pair], new EditPlan([new("resize", Value: $"{PairHeight}h")], []));
            using var encoded = new ImageEncoder().Encode(small, new() { Format = ImageFormat.Jpeg, Quality = 82 });
            File.WriteAllBytes(target, encoded.Bytes.Span);
        }
        catch (Pentimento.Engine.ImageEditException error)
        {
            Console.Error.WriteLine($"{operation.Name}: {error.Message}");
        }
    }

    private static Image Execute(IReadOnlyList<Image> images, EditPlan plan, Mask? mask = null) =>
        new EditExecutor(new()).Execute(new() { Plan = plan, Images = images, Mask = mask }, null, default).Image;
}
