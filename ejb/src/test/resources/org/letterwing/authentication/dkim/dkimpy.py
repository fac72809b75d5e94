"""Signs and verifies with dkimpy: dkimpy.py COMMAND FOLDER ARGUMENT...

The folder holds what it works on: message, zone (lines of a name, a space and a text) and key (of a signer).
"""
import sys

import dkim

command, folder, arguments = sys.argv[1], sys.argv[2], [a.encode() for a in sys.argv[3:]]


def read(name):
    with open(folder + '/' + name, 'rb') as file:
        return file.read()


ZONE = dict(line.split(b' ', 1) for line in read('zone').splitlines())


def dns(name, timeout=5):
    name = name if isinstance(name, bytes) else name.encode()
    return ZONE.get(name.rstrip(b'.'))


def verify():
    message = read('message')
    signer = dkim.DKIM(message)
    count = sum(1 for name, _ in signer.headers if name.lower() == b'dkim-signature')
    for index in range(count):
        try:
            print('pass' if dkim.DKIM(message).verify(index, dns) else 'fail')
        except dkim.DKIMException as e:
            print('error:', e)


def sign(domain, selector, algorithm, header, body, length, *names):
    field = dkim.sign(
        read('message'), selector, domain, read('key'), canonicalize=(header, body), signature_algorithm=algorithm,
        include_headers=list(names), length=length == b'True')
    sys.stdout.buffer.write(field)


def arc_verify():
    status, _, reason = dkim.arc_verify(read('message'), dnsfunc=dns)
    print(status.decode() if status else 'ended', reason, sep=': ')


def arc_seal(domain, selector, authserv_id):
    fields = dkim.arc_sign(read('message'), selector, domain, read('key'), authserv_id)
    sys.stdout.buffer.write(b''.join(fields))


{'verify': verify, 'sign': sign, 'arc-verify': arc_verify, 'arc-seal': arc_seal}[command](*arguments)
