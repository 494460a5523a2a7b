using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace Pentimento.Server.Api.Remote;

/// <summary>
/// Tells addresses of the public internet from those of this machine, its network and its cloud's metadata. The ranges are those of IANA's
/// IPv4 and IPv6 Special-Purpose Address Registries that are not globally reachable, and multicast; IPv6 forms that carry an IPv4
/// address are judged by it, or refused.
/// </summary>
internal sealed class AddressGuard(IOptions<FetchOptions> options)
{
    private static readonly IPNetwork[] SpecialV4 =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
            "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
        }.Select(static text => IPNetwork.Parse(text)),
    ];

    private static readonly IPNetwork GlobalV6 = IPNetwork.Parse("2000::/3");

    // Protocol assignments with Teredo, documentation, 6to4, documentation.
    private static readonly IPNetwork[] SpecialV6 =
        [.. new[] { "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20" }.Select(static text => IPNetwork.Parse(text))];

    private readonly IPNetwork[] _allowed = [.. options.Value.PrivateNetworks.Select(static text => IPNetwork.Parse(text))];

    /// <summary>Whether something may be fetched from this address.</summary>
    public bool Allows(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
        {
            address = address.MapToIPv4();
        }

        return IsPublic(address) || Array.Exists(_allowed, network => network.Contains(address));
    }

    private static bool IsPublic(IPAddress address) => address.AddressFamily == AddressFamily.InterNetwork
        ? !Array.Exists(SpecialV4, network => network.Contains(address))
        : GlobalV6.Contains(address) && !Array.Exists(SpecialV6, network => network.Contains(address));
}
