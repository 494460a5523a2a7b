using Pentimento.Engine.Execution;
using Pentimento.Engine.Images;
using Pentimento.Engine.Operations;
using Pentimento.Engine.Planning;
using Pentimento.Engine.Vision;

namespace Pentimento.Bench;

/// <summary>docs/operations.md and its before/after pairs: the first example prompt of each operation on a photograph that shows it.</summary>
internal static class OperationPictures
{
    private const string Usual = "coffee.png";
    private const string Portrait = "astronaut.jpg";
    private const int PairHeight = 260;
    private const int CheckerSide = 12;

    // Operation -> photograph, edits that prepare it first, and a second image where one is needed.
    private static readonly Dictionary<string, (string Photo, EditStep[]? Prepare, string? Second)> Special = new(StringComparer.Ordinal)
    {
        ["dehaze"] = ("motorcycle.jpg", [new("contrast", Amount: -60)], null),
        ["clarity"] = ("motorcycle.jpg", null, null),
        ["hdr"] = ("motorcycle.jpg", null, null),
        ["auto_enhance"] = ("chelsea.png", [new("contrast", Amount: -45)], null),
        ["straighten"] = ("motorcycle.jpg", [new("rotate", Value: "4"), new("crop", Value: "80%")], null),
        ["perspective"] = ("motorcycle.jpg", null, null),
        ["denoise"] = ("chelsea.png", [new("grain", Amount: 70)], null),
        ["white_balance"] = ("chelsea.png", [new("temperature", Amount: 60)], null),
        ["sharpen"] = ("chelsea.png", [new("blur", Value: "1px")], null),
        ["upscale"] = ("chelsea.png", null, null),
        ["match_colors"] = ("chelsea.png", null, "coffee.png"),
        ["overlay"] = (Usual, null, "chelsea.png"),
        ["collage"] = (Usual, null, "chelsea.png"),
        ["drop_shadow"] = ("chelsea.png", null, null),
        ["restore"] = ("chelsea.png", null, null),
        ["remove"] = ("motorcycle.jpg", null, null),
        ["retouch"] = (Portrait, [new("crop", Value: "250x210 top")], null),
        ["edit_text"] = (Usual, [new("border", Value: "70px #f4f0e6"), new("add_text", Value: "\"SALE\" top 60px #a01c24")], null),
    };

    // Operation -> what the mask marks, and the colour it is painted with before.
    private static readonly Dictionary<string, (Stroke[] Strokes, Rgb? Paint)> Marked = new(StringComparer.Ordinal)
    {
        ["remove"] = ([new(409, 58, 409, 88, 32)], null),
        ["retouch"] = ([new(95, 110, 95, 120, 92), new(95, 140, 95, 150, 66)], null),
        ["edit_text"] = ([new(290, 36, 450, 36, 76)], null),
        ["restore"] = ([new(20, 40, 430, 262, 4), new(210, 0, 262, 299, 3), new(330, 60, 300, 299, 5), new(60, 180, 60, 180, 26)], new(236, 232, 224)),
    };

    private static readonly Box Person = new(18, 12, 348, 500);
    private static readonly Box Cup = new(76, 16, 406, 372);

    // Operation -> a prompt about a thing, the photograph, a box around the thing, and whether the mask is what lies around it.
    private static readonly Dictionary<string, (string Prompt, string Photo, Box Thing, bool IsRest)> Things = new(StringComparer.Ordinal)
    {
        ["remove_background"] = ("remove the background", Portrait, Person, true),
        ["replace_background"] = ("make the background navy", Portrait, Person, true),
        ["blur_background"] = ("blur the background", Portrait, Person, true),
        ["color_isolate"] = ("keep the woman in colour, the rest black and white", Portrait, Person, true),
        ["recolor"] = ("make the suit blue", Portrait, new(20, 215, 342, 297), false),
        ["move"] = ("move the cup to the right", Usual, Cup, false),
        ["scale_object"] = ("make the cup 30% smaller", Usual, Cup, false),
    };

    public static int Make(string docs, string assets)
    {
        Directory.CreateDirectory(Path.Combine(docs, "operations"));
        File.WriteAllText(Path.Combine(docs, "operations.md"), OperationPage.Markdown());
        var planner = new PromptPlanner();
        using var models = new VisionModels(new());
        foreach (var operation in OperationCatalog.All.Where(o => o.Missing is null))
        {
            Pair(operation, planner, models, assets, Path.Combine(docs, "operations", $"{operation.Name}.jpg"));
        }

        return 0;
    }

    private static void Pair(Operation operation, PromptPlanner planner, VisionModels models, string assets, string target)
    {
        var isThing = Things.TryGetValue(operation.Name, out var thing);
        var (photo, prepare, secondName) = Special.GetValueOrDefault(operation.Name, (isThing ? thing.Photo : Usual, null, null));
        var decoder = new ImageDecoder(new());
        using var clean = decoder.Decode(File.ReadAllBytes(Path.Combine(assets, photo)));
        using var second = secondName is null ? null : decoder.Decode(File.ReadAllBytes(Path.Combine(assets, secondName)));
        using var prepared = prepare is null ? null : Execute([clean], new EditPlan(prepare, []));
        var before = prepared ?? clean;
        var isMarked = Marked.TryGetValue(operation.Name, out var marked);
        var mask = isThing ? Segmented(before, models, thing.Thing, thing.IsRest)
            : isMarked ? Stroke.Mask(marked.Strokes, before.Width, before.Height) : null;
        if (marked.Paint is { } paint)
        {
            Stroke.Paint(before, mask!, paint);
        }

        try
        {
            using var after = Execute(second is null ? [before] : [before, second], planner.Plan(isThing ? thing.Prompt : operation.Examples[0]), mask);
            using var shown = after.HasAlpha && !before.HasAlpha ? OnChecker(after) : after.Clone();
            using var pair = Execute([before, shown], new EditPlan([new("collage", Value: "row")], []));
            using var small = Execute([pair], new EditPlan([new("resize", Value: $"{PairHeight}h")], []));
            using var encoded = new ImageEncoder().Encode(small, new() { Format = ImageFormat.Jpeg, Quality = 82 });
            File.WriteAllBytes(target, encoded.Bytes.Span);
        }
        catch (Pentimento.Engine.ImageEditException error)
        {
            Console.Error.WriteLine($"{operation.Name}: {error.Message}");
        }
    }

    private static Mask Segmented(Image picture, VisionModels models, Box box, bool isRest)
    {
        using var embedding = models.Segments.Embed(picture, default);
        var map = embedding.Segment(box, default).Map;
        var weights = new byte[picture.Width * picture.Height];
        for (var i = 0; i < weights.Length; i++)
        {
            var (x, y) = (i % picture.Width * map.Width / picture.Width, i / picture.Width * map.Height / picture.Height);
            var weight = (byte)Math.Round(255 * map.Values[(y * map.Width) + x]);
            weights[i] = isRest ? (byte)(255 - weight) : weight;
        }

        return Mask.FromWeights(weights, picture.Width, picture.Height);
    }

    /// <summary>A cut-out as editors show it: over grey and white squares.</summary>
    private static Image OnChecker(Image cutOut)
    {
        var ground = Image.Create(cutOut.Width, cutOut.Height, 3);
        for (var y = 0; y < ground.Height; y++)
        {
            var row = ground.Row(y);
            var from = cutOut.Row(y);
            for (var x = 0; x < ground.Width; x++)
            {
                var square = ((x / CheckerSide) + (y / CheckerSide)) % 2 == 0 ? 255 : 205;
                var alpha = from[(4 * x) + 3];
                for (var band = 0; band < 3; band++)
                {
                    row[(3 * x) + band] = (byte)(((from[(4 * x) + band] * alpha) + (square * (255 - alpha)) + 127) / 255);
                }
            }
        }

        return ground;
    }

    private static Image Execute(IReadOnlyList<Image> images, EditPlan plan, Mask? mask = null) =>
        new EditExecutor(new()).Execute(new() { Plan = plan, Images = images, Mask = mask }, null, default).Image;
}
