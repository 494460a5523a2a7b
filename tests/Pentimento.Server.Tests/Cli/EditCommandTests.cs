using System.Text;
using Pentimento.Server.Editing;

namespace Pentimento.Server.Tests.Cli;

public sealed class EditCommandTests : CliFixture
{
    private readonly string _input;
    private readonly string _output;

    public EditCommandTests()
    {
        _input = WriteFile("in.jpg", "picture");
        _output = Work.File("out.png");
    }

    [Fact]
    public async Task An_edit_writes_the_result_and_says_what_was_done()
    {
        Engine.ChangedOutside = 0;

        var ran = await RunAsync("edit", _input, "make it black and white", "-o", _output);

        Assert.Equal(0, ran.Code);
        Assert.Equal("", ran.Error);
        Assert.Equal($"{_output}: 4x3, made it black and white. Pixels changed outside the region: 0.\n", ran.Output);
        Assert.Equal("edited", await File.ReadAllTextAsync(_output, Token));
        Assert.Equal("picture", await File.ReadAllTextAsync(_input, Token));
        Assert.Equal(["in.jpg", "out.png"], FilesLeft());
        var request = Assert.Single(Engine.Requests);
        Assert.Equal(("pentimento-1", "make it black and white", OutputFormat.Png), (request.Model, request.Prompt, request.Format));
        Assert.Equal("picture", Encoding.UTF8.GetString(Assert.Single(request.Images).Bytes.Span));
        Assert.Null(request.Mask);
        Assert.Null(request.Size);
    }

    [Fact]
    public async Task Every_option_reaches_the_engine()
    {
        var (more, another, mask) = (WriteFile("b.png", "b"), WriteFile("c.png", "c"), WriteFile("m.png", "m"));

        var ran = await RunAsync(
            "edit", _input, "blend", "--image", more, "-i", another, "--mask", mask, "--size", "640x480", "--quality", "low",
            "--compression", "80", "--background", "opaque", "--model", "gpt-image-1", "--output", Work.File("out.JPEG"));

        Assert.Equal("", ran.Error);
        var request = Assert.Single(Engine.Requests);
        Assert.Equal(["picture", "b", "c"], request.Images.Select(i => Encoding.UTF8.GetString(i.Bytes.Span)));
        Assert.Equal(("mask", "m"), (request.Mask!.Field, Encoding.UTF8.GetString(request.Mask.Bytes.Span)));
        Assert.Equal(new PixelSize(640, 480), request.Size);
        Assert.Equal((EditQuality.Low, 80, OutputBackground.Opaque), (request.Quality, request.Compression, request.Background));
        Assert.Equal(("pentimento-1", OutputFormat.Jpeg), (request.Model, request.Format));
    }

    [Theory]
    [InlineData("@everything.txt")]
    [InlineData("[suggest]")]
    [InlineData("edit")]
    [InlineData("")]
    [InlineData("ümläut 🎨 \"quoted\"")]
    public async Task Any_words_can_be_a_prompt(string prompt)
    {
        var ran = await RunAsync("edit", _input, prompt, "-o", _output);

        Assert.Equal("", ran.Error);
        Assert.Equal(prompt, Engine.Requests.Single().Prompt);
    }

    [Fact]
    public async Task A_prompt_that_begins_with_a_dash_goes_behind_two()
    {
        var ran = await RunAsync("edit", "-o", _output, "--", _input, "-20% brightness");

        Assert.Equal("", ran.Error);
        Assert.Equal("-20% brightness", Engine.Requests.Single().Prompt);
    }

    [Theory]
    [InlineData("out.bmp", ".png, .jpg, .jpeg or .webp")]
    [InlineData("out", ".png, .jpg, .jpeg or .webp")]
    public async Task An_ending_that_is_no_format_is_wrong_usage(string output, string saying) =>
        (await RunAsync("edit", _input, "blur", "-o", Work.File(output))).Failed(2, saying);

    [Theory]
    [InlineData("--size", "12", "1024x768")]
    [InlineData("--size", "0x5", "1024x768")]
    [InlineData("--size", "-1x5", "1024x768")]
    [InlineData("--size", "1x2x3", "1024x768")]
    [InlineData("--quality", "best", "--quality")]
    [InlineData("--compression", "101", "0 to 100")]
    [InlineData("--compression", "many", "--compression")]
    [InlineData("--background", "blue", "--background")]
    [InlineData("--quality", "1", "--quality")]
    [InlineData("--background", "7", "--background")]
    [InlineData("--sise", "1x2", "--sise")]
    public async Task A_value_that_cannot_be_is_wrong_usage(string option, string value, string saying)
    {
        (await RunAsync("edit", _input, "blur", "-o", _output, option, value)).Failed(2, saying);
        Assert.Empty(Engine.Requests);
    }

    [Fact]
    public async Task What_is_missing_is_wrong_usage_and_the_help_is_named()
    {
        (await RunAsync("edit")).Failed(2, "pentimento edit --help");
        (await RunAsync("edit", _input, "-o", _output)).Failed(2, "edit");
        (await RunAsync("edit", _input, "blur")).Failed(2, "--output");
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_named()
    {
        (await RunAsync("edit", Work.File("none.png"), "blur", "-o", _output)).Failed(1, "none.png");
        (await RunAsync("edit", _input, "blur", "-o", _output, "--mask", Work.File("no-mask.png"))).Failed(1, "no-mask.png");
        (await RunAsync("edit", _input, "blur", "-o", Path.Combine(Work.Path, "no-folder", "out.png"))).Failed(1, "no-folder");
    }

    [Fact]
    public async Task A_file_over_the_limit_is_not_even_read()
    {
        Limits.MaxFileBytes = 3;

        (await RunAsync("edit", _input, "blur", "-o", _output)).Failed(1, "Editing:MaxFileBytes");
        Assert.Empty(Engine.Requests);
    }

    [Fact]
    public async Task More_images_than_the_limit_are_refused()
    {
        Limits.MaxImages = 2;

        (await RunAsync("edit", _input, "blur", "-o", _output, "-i", _input, "-i", _input)).Failed(2, "At most 2 images");
    }

    [Fact]
    public async Task The_input_is_replaced_only_by_force()
    {
        var link = Work.File("link.jpg");
        File.CreateSymbolicLink(link, _input);

        (await RunAsync("edit", _input, "blur", "-o", _input)).Failed(2, "--force");
        (await RunAsync("edit", link, "blur", "-o", _input)).Failed(2, "--force");
        (await RunAsync("edit", _input, "blur", "-o", Path.Combine(Work.Path, ".", "x", "..", "in.jpg"))).Failed(2, "--force");
        Assert.Equal("picture", await File.ReadAllTextAsync(_input, Token));

        Assert.Equal(0, (await RunAsync("edit", _input, "blur", "-o", _input, "--force")).Code);
        Assert.Equal("edited", await File.ReadAllTextAsync(_input, Token));
    }

    [Fact]
    public async Task A_failed_edit_leaves_the_old_output_as_it_was()
    {
        await File.WriteAllTextAsync(_output, "old", Token);
        Engine.Failure = new EditException(EditFailure.UnsupportedInstruction, "I cannot\nadd a dragon", "prompt");

        (await RunAsync("edit", _input, "add a dragon", "-o", _output)).Failed(1, "I cannot add a dragon");

        Assert.Equal("old", await File.ReadAllTextAsync(_output, Token));
        Assert.Equal(["in.jpg", "out.png"], FilesLeft());
    }

    [Fact]
    public async Task A_defect_is_one_line_without_a_stack_trace()
    {
        Engine.Failure = new InvalidOperationException("something odd");

        (await RunAsync("edit", _input, "blur", "-o", _output)).Failed(1, "something odd");
    }

    [Fact]
    public async Task A_missing_part_is_told_with_its_cause()
    {
        Engine.Failure = new EditException(EditFailure.Unavailable, "Missing.", inner: new IOException("libvips is too old"));

        (await RunAsync("edit", _input, "blur", "-o", _output)).Failed(1, "Missing. (libvips is too old)");
    }

    [Fact]
    public async Task An_unknown_model_is_told_with_those_that_exist() =>
        (await RunAsync("edit", _input, "blur", "-o", _output, "--model", "nope")).Failed(1, "pentimento-1");

    [Fact]
    public async Task A_cancelled_edit_leaves_nothing()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        (await RunAsync(cancelled.Token, "edit", _input, "blur", "-o", _output)).Failed(1, "cancelled");
        Assert.Equal(["in.jpg"], FilesLeft());
    }

    private string[] FilesLeft() => [.. Directory.GetFiles(Work.Path).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];
}
