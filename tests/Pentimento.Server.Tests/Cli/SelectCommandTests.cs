namespace Pentimento.Server.Tests.Cli;

public sealed class SelectCommandTests : CliFixture
{
    private readonly string _input;
    private readonly string _mask;

    public SelectCommandTests()
    {
        _input = WriteFile("in.jpg", "picture");
        _mask = Work.File("mask.png");
    }

    [Fact]
    public async Task A_selection_writes_the_mask_and_says_what_was_taken()
    {
        var ran = await RunAsync("select", _input, "the dog", "-o", _mask);

        Assert.Equal((0, ""), (ran.Code, ran.Error));
        Assert.Equal($"{_mask}: found the dog, 12.5% of the image.\n", ran.Output);
        Assert.Equal([1, 2], await File.ReadAllBytesAsync(_mask, Token));
    }

    [Fact]
    public async Task An_overlay_is_written_beside_it_when_it_is_asked_for()
    {
        var overlay = Work.File("look.png");

        var ran = await RunAsync("select", _input, "the dog", "-o", _mask, "--overlay", overlay);

        Assert.Equal(0, ran.Code);
        Assert.Equal("picture", await File.ReadAllTextAsync(overlay, Token));
    }

    [Fact]
    public async Task What_is_not_found_is_told_and_nothing_is_written()
    {
        (await RunAsync("select", _input, "the unicorn", "-o", _mask)).Failed(1, "No unicorn is found");

        Assert.False(File.Exists(_mask));
    }

    [Fact]
    public async Task Wrong_usage_is_told_before_any_work()
    {
        (await RunAsync("select", _input, "the dog")).Failed(2, "--output");
        (await RunAsync("select", _input, "the dog", "-o", "mask.jpg")).Failed(2, ".png");
        (await RunAsync("select", _input, "the dog", "-o", _mask, "--overlay", _mask)).Failed(2, "both");
        (await RunAsync("select", _input, "the dog", "-o", Work.File("in.jpg"))).Failed(2, ".png");
        (await RunAsync("select", Work.File("none.jpg"), "the dog", "-o", _mask)).Failed(1, "none.jpg");
    }
}
