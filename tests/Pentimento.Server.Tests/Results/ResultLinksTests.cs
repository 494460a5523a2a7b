using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Pentimento.Server.Editing;
using Pentimento.Server.Results;
using Pentimento.Server.Tests.Keys;

namespace Pentimento.Server.Tests.Results;

public sealed class ResultLinksTests : IDisposable
{
    private const string Origin = "http://localhost:8080";
    private const string Name = "1893556845-0123456789abcdef0123456789abcdef.png";

    private readonly TemporaryFolder _folder = new();
    private readonly ManualTime _time = new();
    private readonly ResultsOptions _options = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void An_address_is_absolute_and_holds()
    {
        var address = Create();

        Assert.StartsWith($"{Origin}/results/{Name}?expires=", address.ToString(), StringComparison.Ordinal);
        Assert.True(IsValid(address));
    }

    [Fact]
    public void An_address_ends_when_its_result_does()
    {
        var address = Create();

        _time.Advance(TimeSpan.FromMinutes(60) - TimeSpan.FromSeconds(1));
        Assert.True(IsValid(address));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.False(IsValid(address));
    }

    [Fact]
    public void A_forged_address_is_refused()
    {
        var (name, expires, signature) = Parts(Create());
        var links = Links();

        Assert.True(links.IsValid(name, expires, signature));
        Assert.False(links.IsValid(name, $"{expires}0", signature));
        Assert.False(links.IsValid(name, $"0{expires}", signature));
        Assert.False(links.IsValid(name, $"+{expires}", signature));
        Assert.False(links.IsValid(name.Replace("png", "jpg", StringComparison.Ordinal), expires, signature));
        Assert.False(links.IsValid(name.Replace("0123", "0124", StringComparison.Ordinal), expires, signature));
        Assert.False(links.IsValid(name, expires, $"{signature}="));
        Assert.False(links.IsValid(name, expires, signature![..^1]));
        Assert.False(links.IsValid(name, expires, (signature[0] == 'A' ? 'B' : 'A') + signature[1..]));
        Assert.False(links.IsValid(name, expires, signature.ToUpperInvariant()));
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("", "")]
    [InlineData("1893556845", null)]
    [InlineData("1893556845", "")]
    [InlineData("1893556845", "подпись")]
    [InlineData("99999999999999999999999999", "AAAA")]
    [InlineData("-1", "AAAA")]
    public void An_address_without_its_proof_is_refused(string? expires, string? signature) =>
        Assert.False(Links().IsValid(Name, expires, signature));

    [Fact]
    public void A_name_that_is_none_is_refused_before_anything_is_computed() =>
        Assert.False(Links().IsValid("../keys.db", "1893556845", "AAAA"));

    [Fact]
    public void Addresses_outlive_a_restart_but_not_another_server()
    {
        var (name, expires, signature) = Parts(Create());
        using var other = new TemporaryFolder();

        Assert.True(Links().IsValid(name, expires, signature));
        Assert.False(Links(other).IsValid(name, expires, signature));
    }

    [Theory]
    [InlineData("https://images.example.org", "https://images.example.org/results/")]
    [InlineData("https://images.example.org/", "https://images.example.org/results/")]
    [InlineData("https://example.org/pentimento", "https://example.org/pentimento/results/")]
    public void Behind_a_proxy_addresses_begin_with_the_public_one(string publicUrl, string start)
    {
        _options.PublicUrl = publicUrl;

        var address = Create();

        Assert.StartsWith(start, address.ToString(), StringComparison.Ordinal);
        Assert.True(IsValid(address));
    }

    [Fact]
    public void Many_that_need_the_secret_at_once_agree_on_one()
    {
        var all = Enumerable.Range(0, 16).Select(_ => Links()).ToArray();
        var addresses = new string[all.Length];

        Parallel.For(0, all.Length, i => addresses[i] = all[i].Create(Stored(), Origin));

        Assert.Single(addresses.Distinct());
        Assert.Equal(["results.secret"], Directory.GetFiles(_folder.Path).Select(f => Path.GetFileName(f)));
    }

    [Fact]
    public void The_secret_is_for_the_servers_user_alone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Unix permissions");
        Create();

        var mode = OperatingSystem.IsWindows() ? 0 : File.GetUnixFileMode(_folder.File("results.secret"));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, mode);
    }

    [Fact]
    public void A_damaged_secret_is_said_and_not_used()
    {
        File.WriteAllBytes(_folder.Data.File("results.secret"), [1, 2, 3]);

        Assert.Equal(EditFailure.Unavailable, Assert.Throws<EditException>(Create).Kind);
    }

    [Theory]
    [InlineData("images.example.org")]
    [InlineData("/images")]
    [InlineData("ftp://images.example.org")]
    [InlineData("https://images.example.org?x=1")]
    public void A_public_address_that_cannot_be_one_is_refused(string publicUrl)
    {
        var result = new ResultsOptionsValidator().Validate(null, new ResultsOptions { PublicUrl = publicUrl, LifetimeMinutes = 0 });

        Assert.Equal(2, result.Failures!.Count());
        Assert.Contains("Results:PublicUrl", result.FailureMessage, StringComparison.Ordinal);
    }

    [Fact]
    public void The_settings_as_they_come_are_good() => Assert.True(new ResultsOptionsValidator().Validate(null, new ResultsOptions()).Succeeded);

    private ResultLinks Links(TemporaryFolder? folder = null) =>
        new(Options.Create(_options), new SigningSecret((folder ?? _folder).Data), _time);

    private StoredResult Stored() => new(Name, _time.GetUtcNow().AddMinutes(60));

    private Uri Create() => new(Links().Create(Stored(), Origin));

    private bool IsValid(Uri address)
    {
        var (name, expires, signature) = Parts(address);
        return Links().IsValid(name, expires, signature);
    }

    private static (string Name, string? Expires, string? Signature) Parts(Uri address)
    {
        var query = QueryHelpers.ParseQuery(address.Query);
        return (address.Segments[^1], query["expires"], query["signature"]);
    }
}
